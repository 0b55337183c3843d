package dev.homeport.app.gazette.guestbook;

import dev.homeport.app.check.Check;
import dev.homeport.app.check.Checked;
import dev.homeport.app.check.TextRule;
import dev.homeport.app.form.Form;
import dev.homeport.app.json.Json;
import dev.homeport.app.problem.Outcome;

/**
 * What somebody entered into the form, before it is checked: kept to be shown again.
 *
 * @param name the field of that name
 * @param message the field of that name
 */
record Draft(String name, String message) {
    static final int NAME_CHARACTERS_MAX = 60;
    static final int MESSAGE_CHARACTERS_MAX = 1000;

    private static final TextRule NAME = TextRule.line(NAME_CHARACTERS_MAX);
    private static final TextRule MESSAGE = TextRule.lines(MESSAGE_CHARACTERS_MAX);

    static Draft empty() {
        return new Draft("", "");
    }

    static Draft of(Form form) {
        return new Draft(form.find("name").orElse(""), form.find("message").orElse(""));
    }

    /** The words of an entry, or every fault. */
    Checked<Entry.Words> check() {
        Check check = new Check();
        String who = check.text("name", java.util.Optional.of(name), NAME);
        String what = check.text("message", java.util.Optional.of(message), MESSAGE);
        return check.finish(() -> new Entry.Words(who, what));
    }

    /** The words in {@code entered}; 422 with every fault when there are none. */
    static Outcome<Entry.Words> read(Json.Obj entered) {
        Check check = new Check();
        check.onlyMembers(entered, "name", "message");
        String who = check.text(entered, "name", NAME);
        String what = check.text(entered, "message", MESSAGE);
        return Outcome.of(check.finish(() -> new Entry.Words(who, what)));
    }
}

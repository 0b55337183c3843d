package dev.homeport.dns.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/** Names as a tree in arrays find just what was put in, and everything above it. */
class NameTreeTest {
    private static DomainName name(String text) {
        try {
            return DomainName.of(org.xbill.DNS.Name.fromString(text));
        } catch (org.xbill.DNS.TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void namesAboveExistToo() {
        var builder = new NameTree.Builder();
        int deep = builder.add(name("a.b.example.").wire(), 0);
        int other = builder.add(name("*.example.").wire(), 0);
        NameTree tree = builder.build();
        assertEquals(deep, tree.find(name("a.b.example.")));
        assertEquals(tree.parent(deep), tree.find(name("b.example.")));
        assertEquals(NameTree.ROOT, tree.find(DomainName.ROOT));
        assertEquals(NameTree.NONE, tree.find(name("a.example.")));
        assertEquals(NameTree.NONE, tree.find(name("x.a.b.example.")));
        assertEquals(name("a.b.example."), tree.name(deep));
        assertTrue(tree.isWildcard(other));
        assertFalse(tree.isWildcard(deep));
        assertTrue(tree.isAtOrBelow(deep, tree.find(name("example."))));
        assertFalse(tree.isAtOrBelow(deep, other));
        assertEquals(5, tree.size());
    }

    @Test
    void agreesWithASetOfNames() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        var builder = new NameTree.Builder();
        Set<DomainName> model = new HashSet<>(Set.of(DomainName.ROOT));
        for (int i = 0; i < 20_000; i++) {
            DomainName added = name(random(random));
            builder.add(added.wire(), 0);
            for (DomainName up = added; model.add(up); up = up.parent()) {}
        }
        NameTree tree = builder.build();
        assertEquals(model.size(), tree.size(), () -> "seed " + seed);
        for (DomainName known : model) assertEquals(known, tree.name(tree.find(known)));
        for (int i = 0; i < 20_000; i++) {
            DomainName asked = name(random(random));
            boolean found = tree.find(asked) != NameTree.NONE;
            assertEquals(model.contains(asked), found, () -> "seed " + seed + " " + asked);
        }
    }

    private static String random(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(Integer.toString(random.nextInt(40), 36)).append('.');
        }
        return text.toString();
    }
}

package dev.homeport.benchmarks.report;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** All that was measured in one run. */
public record Report(
        Machine machine,
        List<LoadTable> loads,
        List<MemoryRow> memory,
        List<StartRow> starts,
        List<String> remarks) {
    public Report {
        loads = List.copyOf(loads);
        memory = List.copyOf(memory);
        starts = List.copyOf(starts);
        remarks = List.copyOf(remarks);
    }

    /** For programs; the names are those of the records. */
    public String json() {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(this);
    }

    /** For people. */
    public String markdown() {
        return new Markdown().write(this);
    }
}

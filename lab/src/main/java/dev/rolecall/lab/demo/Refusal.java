package dev.rolecall.lab.demo;

/** Says in a sentence why a workload did not read. */
final class Refusal {
    private Refusal() {}

    static String sentence(WorkloadResult result, Evidence.ErrorSeen error) {
        String start = "@|bold " + result.workload().id() + "|@ " + switch (result.outcome()) {
            case READ -> "read";
            case REFUSED -> "was refused";
            case FAILED -> "failed";
        } + " (" + error.code() + "): " + error.message();
        return result.explanation().flatMap(explanation -> explanation.optional("summary"))
                .map(summary -> start + System.lineSeparator() + "    "
                        + summary.asString())
                .orElse(start);
    }
}

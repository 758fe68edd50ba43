package dev.rolecall.lab.demo;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The lesson in a sentence or two, and only as far as the data carry it. */
final class Conclusion {
    private Conclusion() {}

    static List<String> of(List<WorkloadResult> results, Optional<Control> control) {
        boolean checked = control.filter(nobody -> nobody.outcome() == Outcome.READ).isEmpty();
        return List.of(column(results, Workload.Wears.ROLE, "by their roles", checked),
                column(results, Workload.Wears.KEY, "with a user's access key", checked));
    }

    private static String column(List<WorkloadResult> results, Workload.Wears wears, String how, boolean checked) {
        List<WorkloadResult> column = results.stream().filter(result -> result.workload().wears() == wears).toList();
        if (column.stream().allMatch(result -> result.notShown().isPresent())) {
            return "None of the " + column.size() + " that read " + how + " is shown here.";
        }
        long read = count(column, result -> result.outcome() == Outcome.READ);
        long permanent = count(column, result -> result.evidence().credentials().filter(seen -> !seen.sessionToken()).isPresent());
        long temporary = count(column,
                result -> result.evidence().credentials().filter(Evidence.CredentialsSeen::sessionToken).isPresent());
        long places = column.stream().mapToLong(result -> result.secretAtRest().size()).sum();
        return read + " of " + column.size() + " read " + how + ": " + lifetime(temporary, permanent, checked) + ", and "
                + atRest(places) + ".";
    }

    private static long count(List<WorkloadResult> column, Predicate<WorkloadResult> test) {
        return column.stream().filter(test).count();
    }

    private static String lifetime(long temporary, long permanent, boolean checked) {
        if (temporary > 0 && permanent == 0) {
            return checked ? "their credentials expire by themselves" : "their credentials have an end, which nobody here checks";
        }
        if (permanent > 0 && temporary == 0) {
            return "the key works until somebody deletes it";
        }
        return temporary == 0 ? "no credentials were seen" : "some of the credentials expire, some do not";
    }

    private static String atRest(long places) {
        if (places == 0) {
            return "searching found no working secret in any place at rest";
        }
        return "whoever can read " + (places == 1 ? "the one place" : "any of the " + places + " places")
                + " where it was found can use it too";
    }
}

package dev.rolecall.iam;

import java.util.Comparator;
import java.util.List;

/**
 * How far a statement is from matching a request. It is nearer the less of it would have to change, and a condition is less of a change
 * than a resource, that less than an action, that less than an action of another service or another principal. Of two that are equally
 * near by that, the one is nearer whose text has more in common with the request.
 */
record Distance(int change, int inCommon) {
    private static final int CONDITION = 1;
    private static final int RESOURCE = 2;
    private static final int ACTION = 3;
    private static final int OTHER_SERVICE = 7;
    private static final int PRINCIPAL = 8;

    /** The nearest first. */
    static final Comparator<Place> ORDER = Comparator.comparing(place -> of(place.statement().mismatches()),
            Comparator.comparingInt(Distance::change).thenComparing(Comparator.comparingInt(Distance::inCommon).reversed()));

    private static Distance of(List<Mismatch> mismatches) {
        int change = 0;
        int inCommon = 0;
        for (Mismatch mismatch : mismatches) {
            switch (mismatch) {
                case Mismatch.ConditionFails _ -> change += CONDITION;
                case Mismatch.ElementDiffers(String element, List<String> wanted, String found) -> {
                    int common = wanted.stream().mapToInt(value -> commonStart(value, found)).max().orElse(0);
                    change += weight(element, common > found.indexOf(':'));
                    inCommon += common;
                }
            }
        }
        return new Distance(change, inCommon);
    }

    private static int weight(String element, boolean sameService) {
        return switch (element) {
            case "Resource", "NotResource" -> RESOURCE;
            case "Action" -> sameService ? ACTION : OTHER_SERVICE;
            case "NotAction" -> ACTION;
            default -> PRINCIPAL;
        };
    }

    private static int commonStart(String wanted, String found) {
        int length = Math.min(wanted.length(), found.length());
        int common = 0;
        while (common < length && Character.toLowerCase(wanted.charAt(common)) == Character.toLowerCase(found.charAt(common))) {
            common++;
        }
        return common;
    }
}

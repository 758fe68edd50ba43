package dev.rolecall.iam;

import java.util.List;
import java.util.Locale;

/**
 * A request prepared for being compared with many statements.
 *
 * @param action        in lower case
 * @param resourceParts the six parts of the ARN; one part where the resource is no ARN
 * @param bounded       whether a permissions boundary is set for the principal
 */
record Question(AccessRequest request, String action, List<String> resourceParts, boolean bounded) {

    static Question of(AccessRequest request, boolean bounded) {
        List<String> parts = Arn.of(request.resource()).map(Arn::parts).orElseGet(() -> List.of(request.resource()));
        return new Question(request, request.action().toLowerCase(Locale.ROOT), parts, bounded);
    }
}

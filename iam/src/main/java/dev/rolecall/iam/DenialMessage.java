package dev.rolecall.iam;

/** The words in which AWS denies a request, see {@code troubleshoot_access-denied}. */
public final class DenialMessage {
    private DenialMessage() {}

    /**
     * The message as it goes over the wire.
     *
     * @throws IllegalArgumentException for a decision that allows
     */
    public static String of(AccessRequest request, Decision denied) {
        String what = "User: " + request.principal().displayName() + " is not authorized to perform: " + request.action()
                + (request.resource().equals("*") ? "" : " on resource: " + request.resource());
        return switch (denied) {
            case Decision.ExplicitDeny explicit -> what + " with an explicit deny in " + explicit.layer().withArticle();
            case Decision.ImplicitDeny implicit ->
                what + " because no " + implicit.layer().text() + " allows the " + request.action() + " action";
            case Decision.Allowed _ -> throw new IllegalArgumentException("The request was allowed.");
        };
    }
}

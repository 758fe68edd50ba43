package dev.rolecall.iam;

import java.util.List;
import java.util.stream.Stream;

/**
 * The ways on which AWS lets a request through, each with the layers that all have to allow it. A boundary, a session policy and the
 * policy of a VPC endpoint have a say only where there is one. The endpoint comes first: what it holds back reaches no service.
 */
enum Route {
    /** The root user in its own account. */
    ROOT(Step.ROOT_ACCESS), //
    /** The root user, who can assume no role. */
    ROOT_TO_ROLE(Step.ROOT_CANNOT_ASSUME, Layer.TRUST), //
    /** Principals without policies of their own, and roots of other accounts. */
    RESOURCE_ALONE(Step.RESOURCE_ALONE_ALLOWS, Layer.RESOURCE), //
    ROOT_ACROSS(Step.BOTH_SIDES_ALLOW, Layer.RESOURCE), //
    TRUST_ALONE(Step.RESOURCE_ALONE_ALLOWS, Layer.TRUST), //
    /** The resource's policy names the principal itself. */
    NAMED(Step.NAMED_DIRECTLY), //
    /** The resource's policy names the role or the user behind the session. */
    NAMED_BEHIND(Step.RESOURCE_ALLOWS, Layer.BOUNDARY, Layer.SESSION), //
    OWN_POLICIES(Step.IDENTITY_ALLOWS, Layer.IDENTITY, Layer.BOUNDARY, Layer.SESSION), //
    ACROSS(Step.BOTH_SIDES_ALLOW, Layer.IDENTITY, Layer.BOUNDARY, Layer.SESSION, Layer.RESOURCE), //
    ACROSS_TO_ROLE(Step.BOTH_SIDES_ALLOW, Layer.TRUST, Layer.IDENTITY, Layer.BOUNDARY, Layer.SESSION);

    private final Step arrival;
    @SuppressWarnings("ImmutableEnumChecker") // made by Stream.toList
    private final List<Layer> layers;

    Route(Step arrival, Layer... layers) {
        this.arrival = arrival;
        this.layers = Stream.concat(Stream.of(Layer.ENDPOINT), Stream.of(layers)).toList();
    }

    /** What decides when every layer allows. */
    Step arrival() {
        return arrival;
    }

    /** In the order in which they are asked; the first that does not allow is the one that a denial names. */
    List<Layer> layers() {
        return layers;
    }
}

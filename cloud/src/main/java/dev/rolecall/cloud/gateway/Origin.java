package dev.rolecall.cloud.gateway;

import java.util.Optional;

import dev.rolecall.cloud.network.Networks;
import dev.rolecall.cloud.network.Place;
import dev.rolecall.cloud.network.VpcPath;

/** What a port says of the requests that arrive there; no header can say otherwise. */
sealed interface Origin {
    boolean secureTransport();

    /** The way that a request to a service took through a VPC endpoint; empty where it came from the internet. */
    Optional<VpcPath> pathTo(String service);

    /** One of the gateway's two ports for everybody. */
    record Internet(boolean secureTransport) implements Origin {
        @Override
        public Optional<VpcPath> pathTo(String service) {
            return Optional.empty();
        }
    }

    /** An instance's own port, which stands for AWS's HTTPS endpoints as seen from its subnet. */
    record Instance(Place place, Networks networks) implements Origin {
        @Override
        public boolean secureTransport() {
            return true;
        }

        @Override
        public Optional<VpcPath> pathTo(String service) {
            return networks.path(place, service);
        }
    }
}

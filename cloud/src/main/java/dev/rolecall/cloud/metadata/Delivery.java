package dev.rolecall.cloud.metadata;

/** The version of the metadata service that handed out credentials; policies see it as {@code ec2:RoleDelivery}. */
enum Delivery {
    WITHOUT_TOKEN("1.0"), WITH_TOKEN("2.0");

    private final String version;

    Delivery(String version) {
        this.version = version;
    }

    String version() {
        return version;
    }
}

package dev.rolecall.cloud.ec2;

import dev.rolecall.cloud.instance.Instance;
import dev.rolecall.cloud.network.Door;

/** An instance and its way to the services, which end together. */
record Running(Instance instance, Door door) implements AutoCloseable {
    /** Ends both, and leaves the instance's folder. */
    void stop() {
        instance.stop();
        door.close();
    }

    @Override
    public void close() {
        instance.close();
        door.close();
    }
}

package dev.rolecall.lab.target.localstack;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.utility.DockerImageName;

import dev.rolecall.lab.LabException;

/** An image that is there, or is pulled once; Testcontainers by itself would try for minutes what a registry has refused. */
record Image(DockerImageName name) {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** @throws LabException when it is not there and cannot be pulled, with the engine's reason */
    void ensure(DockerClient engine) {
        try {
            engine.inspectImageCmd(name.asCanonicalNameString()).exec();
        } catch (NotFoundException e) {
            pull(engine);
        }
    }

    private void pull(DockerClient engine) {
        try {
            boolean done = engine.pullImageCmd(name.getUnversionedPart()).withTag(name.getVersionPart()).start()
                    .awaitCompletion(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!done) {
                throw missing("it took longer than " + PATIENCE.toMinutes() + " minutes");
            }
        } catch (DockerException e) {
            throw missing(Container.cause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing("interrupted");
        }
    }

    private LabException missing(String reason) {
        return LabException.missing("The image " + name.asCanonicalNameString() + " is not here and could not be pulled (" + reason
                + "): check the name and the network, or name another with --image.");
    }
}

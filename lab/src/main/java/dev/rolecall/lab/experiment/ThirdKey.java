package dev.rolecall.lab.experiment;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import software.amazon.awssdk.services.iam.model.IamException;

import dev.rolecall.lab.target.Capability;
import dev.rolecall.lab.target.ServiceError;

/**
 * Asks twice for another key of the lesson's user, who has one. What IAM gives is deleted again, and nobody sees its secret.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html">CreateAccessKey</a>
 */
public record ThirdKey() implements Experiment {

    @Override
    public Set<Capability> needs() {
        return Set.of();
    }

    @Override
    public Observation perform(Scene scene) {
        String user = scene.lesson().userName();
        Set<String> made = new ConcurrentSkipListSet<>();
        // A user who has a key more than its stack knows cannot be deleted with it.
        scene.undo().add(() -> delete(scene, user, made));
        try {
            int before = scene.clients().iam().listAccessKeys(list -> list.userName(user)).accessKeyMetadata().size();
            return Observation.of(Finding.control("keys of the user before", "1", String.valueOf(before)),
                    Finding.control("a second key", "created", create(scene, user, made)),
                    Finding.of("a third key", "refused LimitExceeded", create(scene, user, made)));
        } finally {
            delete(scene, user, made);
        }
    }

    private static String create(Scene scene, String user, Set<String> made) {
        try {
            return scene.undo().begin(() -> {
                made.add(scene.clients().iam().createAccessKey(create -> create.userName(user)).accessKey().accessKeyId());
                return "created";
            });
        } catch (IamException e) {
            return "refused " + ServiceError.of(e).code();
        }
    }

    private static void delete(Scene scene, String user, Set<String> made) {
        for (String key : Set.copyOf(made)) {
            if (made.remove(key)) {
                scene.clients().iam().deleteAccessKey(delete -> delete.userName(user).accessKeyId(key));
            }
        }
    }
}

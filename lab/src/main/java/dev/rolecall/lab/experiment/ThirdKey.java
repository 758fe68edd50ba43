package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import dev.rolecall.lab.target.Capability;

/**
 * Gives the lesson's user keys until there are two, and asks for one more. What IAM gives is deleted again, and nobody sees its secret.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html">CreateAccessKey</a>
 */
public record ThirdKey() implements Experiment {
    private static final int ALLOWED = 2;

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.MAKES_USERS);
    }

    @Override
    public Observation perform(Scene scene) {
        String user = scene.lesson().userName();
        Set<String> made = new ConcurrentSkipListSet<>();
        // A user who has a key more than its stack knows cannot be deleted with it.
        scene.undo().add(() -> delete(scene, user, made));
        try {
            for (int missing = ALLOWED - keys(scene, user); missing > 0; missing--) {
                create(scene, user, made);
            }
            return Observation.of(Finding.control("keys of the user", String.valueOf(ALLOWED), String.valueOf(keys(scene, user))),
                    create(scene, user, made).finding("one key more", Answer.refused("LimitExceeded")));
        } finally {
            delete(scene, user, made);
        }
    }

    private static int keys(Scene scene, String user) {
        return scene.clients().iam().listAccessKeys(list -> list.userName(user)).accessKeyMetadata().size();
    }

    private static Answer create(Scene scene, String user, Set<String> made) {
        return scene.undo().begin(() -> Answer.ofLimit("created",
                () -> made.add(scene.clients().iam().createAccessKey(create -> create.userName(user)).accessKey().accessKeyId())));
    }

    private static void delete(Scene scene, String user, Set<String> made) {
        for (String key : Set.copyOf(made)) {
            if (made.remove(key)) {
                scene.clients().iam().deleteAccessKey(delete -> delete.userName(user).accessKeyId(key));
            }
        }
    }
}

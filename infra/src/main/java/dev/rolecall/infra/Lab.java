package dev.rolecall.infra;

import java.util.Set;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.Validations;

/** The stacks of one learner's lab, and what holds for all of them. */
final class Lab {
    /** The tag by which the lesson's bucket knows the lab's principals. */
    static final String TAG = "rolecall:lab";

    private Lab() {}

    static KeylessStack build(App app, Settings settings, Program.Jar jar) {
        KeylessStack keyless = new KeylessStack(app, "RolecallKeyless", new KeylessStack.Props(settings, jar));
        settings.accessKey().ifPresent(accessKey -> new AccessKeyStack(app, "RolecallAccessKey",
                new AccessKeyStack.Props(settings, accessKey, keyless.bucket(), keyless.network(), jar)));
        if (settings.ecs()) {
            new TaskStack(app, "RolecallTask", new TaskStack.Props(settings, keyless.bucket(), jar));
        }
        Tags.of(app).add(TAG, settings.lab());
        Tags.of(app).add("rolecall:owner", settings.owner());
        Validations.of(app).addPlugins(new KeylessRule(Set.of("RolecallKeyless", "RolecallTask")));
        return keyless;
    }
}

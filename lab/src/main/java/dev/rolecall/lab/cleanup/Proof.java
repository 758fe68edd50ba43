package dev.rolecall.lab.cleanup;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.ServiceError;
import dev.rolecall.lab.target.Target;

/** Looks for what may be left of a lab: by name, by tag, and for what a learner may have attached to it. */
public final class Proof {
    private final Target target;
    private final InstantSource clock;
    private final AwsClients clients;

    public Proof(Target target, AwsClients clients, InstantSource clock) {
        this.target = target;
        this.clients = clients;
        this.clock = clock;
    }

    /** Looks everywhere, whatever an earlier look found or could not see. */
    public Certificate look(LabNames names, Removal.Result removal) {
        List<Checked> checked = new ArrayList<>();
        List<Leftover> left = new ArrayList<>();
        for (Look look : looks(names)) {
            try {
                left.addAll(look.find());
                checked.add(new Checked(look.what(), Optional.empty()));
            } catch (SdkException e) {
                checked.add(new Checked(look.what(), Optional.of(obstacle(e))));
            }
        }
        return new Certificate(target.name(), target.account(), target.region(), names.lab(), clock.instant(), removal.removed(),
                removal.failed(), List.copyOf(checked), left.stream().distinct().toList());
    }

    private List<Look> looks(LabNames names) {
        AwsCommand aws = AwsCommand.at(target);
        return List.of(new Attachments(clients.iam(), names, aws), new Principals(clients.iam(), names, aws),
                new Instances(clients.ec2(), names, aws), new Functions(clients.lambda(), names, aws),
                new Buckets(clients.s3(), names, aws), new Schedules(clients.scheduler(), names, aws),
                new LogGroups(clients.logs(), names, aws), new RemainingStacks(clients.cloudFormation(), names, aws),
                new Tagged(clients.tagging(), names, aws));
    }

    private static String obstacle(SdkException e) {
        return e instanceof AwsServiceException service ? ServiceError.of(service).words() : String.valueOf(e.getMessage());
    }
}

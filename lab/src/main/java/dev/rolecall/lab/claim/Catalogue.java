package dev.rolecall.lab.claim;

import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.experiment.ChainedSession;
import dev.rolecall.lab.experiment.ContainerProviderStops;
import dev.rolecall.lab.experiment.ContainerTrap;
import dev.rolecall.lab.experiment.DefaultChainGoesOn;
import dev.rolecall.lab.experiment.Experiment;
import dev.rolecall.lab.experiment.ExternalId;
import dev.rolecall.lab.experiment.KeyInConfiguration;
import dev.rolecall.lab.experiment.Lifetimes;
import dev.rolecall.lab.experiment.SecondRole;
import dev.rolecall.lab.experiment.SecretsAtRest;
import dev.rolecall.lab.experiment.ServiceOnlyTrust;
import dev.rolecall.lab.experiment.SessionBounds;
import dev.rolecall.lab.experiment.StrayKey;
import dev.rolecall.lab.experiment.TaskEndpoint;
import dev.rolecall.lab.experiment.ThirdKey;
import dev.rolecall.lab.experiment.TokenLeftOut;

/** The claims that there are, in the order in which the lesson makes them. */
public final class Catalogue {
    private static final String IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
    private static final String ASSUME_ROLE = "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html";
    private static final String CHAIN = "https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html";

    private static final List<Claim> CLAIMS = List.of(
            claim(1, "a-role-gives-temporary-credentials",
                    "A role's credentials come with a session token, and a user's key comes without one and has no end.",
                    IAM + "security-creds-programmatic-access.html", new Lifetimes()),
            claim(2, "a-temporary-key-needs-its-token", "Temporary credentials are refused without their session token.",
                    IAM + "id_credentials_temp_use-resources.html", new TokenLeftOut()),
            claim(4, "a-third-key-is-refused", "A user has two access keys at most.", IAM + "reference_iam-quotas.html", new ThirdKey()),
            claim(7, "a-profile-holds-one-role", "An instance profile takes no second role.",
                    IAM + "id_roles_use_switch-role-ec2_instance-profiles.html", new SecondRole()),
            claim(13, "a-stray-key-beats-the-role",
                    "A key in the environment of a service is used instead of the role of its instance, even if nobody has such a key.",
                    CHAIN, new StrayKey()),
            claim(14, "a-role-leaves-no-secret-at-rest",
                    "No secret of a role lies in a template, in user data, in a configuration or on a disk, and that of a user's key does.",
                    IAM + "id_roles_use_switch-role-ec2.html", new SecretsAtRest()),
            claim(22, "a-key-in-a-variable-is-readable",
                    "Whoever may call GetFunctionConfiguration reads a key that was put into a function's variable, and of a role nothing.",
                    "https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html", new KeyInConfiguration()),
            claim(23, "trust-decides-who-wears-a-role",
                    "A role that trusts a service alone is refused to an administrator, who may assume one that trusts the account.",
                    IAM + "reference_policies_evaluation-logic_policy-eval-denyallow.html", new ServiceOnlyTrust()),
            claim(24, "a-task-has-an-endpoint-of-its-own",
                    "A task on ECS gets its role's credentials from an endpoint of its own, and its definition holds no secret.",
                    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html", new TaskEndpoint()),
            claim(24, "a-dead-endpoint-leads-to-the-node",
                    "Where nobody answers at the container endpoint, the default chain reads with the role of the node.",
                    CHAIN, new DefaultChainGoesOn(ContainerTrap.NOBODY_LISTENS)),
            claim(24, "a-refusing-endpoint-leads-to-the-node",
                    "Where the container endpoint answers with an error, the default chain reads with the role of the node.",
                    CHAIN, new DefaultChainGoesOn(ContainerTrap.ENDPOINT_REFUSES)),
            claim(24, "a-missing-token-leads-to-the-node",
                    "Where the file with the endpoint's token is missing, the default chain reads with the role of the node.",
                    CHAIN, new DefaultChainGoesOn(ContainerTrap.NO_TOKEN_FILE)),
            claim(24, "a-newline-in-the-token-leads-to-the-node",
                    "Where the endpoint's token ends in a newline, the default chain reads with the role of the node.",
                    CHAIN, new DefaultChainGoesOn(ContainerTrap.TOKEN_ENDS_IN_NEWLINE)),
            claim(24, "the-container-provider-asks-nobody-else",
                    "A program that asks the container provider by name gets no credentials in any of these four cases, and reads nothing.",
                    "https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html", new ContainerProviderStops()),
            claim(31, "a-session-has-its-bounds",
                    "A session of a role lasts fifteen minutes at least, and no longer than the role allows.",
                    ASSUME_ROLE, new SessionBounds()),
            claim(32, "a-role-of-a-role-lasts-an-hour",
                    "Whoever asks for a role with the session of a role gets it for one hour at most, even if the role allows more.",
                    ASSUME_ROLE, new ChainedSession()),
            claim(47, "an-external-id-is-asked-for",
                    "A role whose trust asks for an external id is refused to whoever says none or another.",
                    IAM + "confused-deputy.html", new ExternalId()),
            documented(55, "a-key-is-sometimes-right",
                    "AWS names cases in which a user's key is still what to use, such as a program outside AWS that can do nothing else.",
                    IAM + "best-practices.html"));

    private Catalogue() {}

    public static List<Claim> all() {
        return CLAIMS;
    }

    /**
     * Those that were asked for, by id or number, in the catalogue's order; all where nothing was.
     *
     * @throws LabException when there is no such claim; it names those whose ids are most like it
     */
    public static List<Claim> find(List<String> asked) {
        for (String wanted : asked) {
            if (CLAIMS.stream().noneMatch(claim -> matches(claim, wanted))) {
                throw LabException.wrongInput("There is no claim " + wanted + "." + nearest(wanted) + " rolecall prove --list shows all.");
            }
        }
        return CLAIMS.stream().filter(claim -> asked.isEmpty() || asked.stream().anyMatch(wanted -> matches(claim, wanted))).toList();
    }

    private static boolean matches(Claim claim, String wanted) {
        return claim.id().equals(wanted) || String.valueOf(claim.number()).equals(wanted);
    }

    private static String nearest(String wanted) {
        List<String> near = CLAIMS.stream().map(Claim::id).filter(id -> shared(id, wanted) > 0)
                .sorted(Comparator.comparingInt((String id) -> shared(id, wanted)).reversed()).limit(3).toList();
        return near.isEmpty() ? "" : " Do you mean " + String.join(", ", near) + "?";
    }

    /** How many runs of three characters two ids have in common. */
    private static int shared(String id, String other) {
        Set<String> common = new HashSet<>(runs(id).toList());
        common.retainAll(runs(other).toList());
        return common.size();
    }

    private static Stream<String> runs(String text) {
        return IntStream.rangeClosed(0, text.length() - 3).mapToObj(start -> text.substring(start, start + 3));
    }

    private static Claim documented(int number, String id, String sentence, String source) {
        return new Claim(number, id, sentence, URI.create(source), Optional.empty());
    }

    private static Claim claim(int number, String id, String sentence, String source, Experiment experiment) {
        return new Claim(number, id, sentence, URI.create(source), Optional.of(experiment));
    }
}

package dev.rolecall.lab.deploy;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;

import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.assembly.CloudAssembly;
import dev.rolecall.lab.assembly.FileAsset;
import dev.rolecall.lab.assembly.StackArtifact;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Target;

/** Puts an assembly's files into the assets bucket of the account's CDK bootstrap, each once. */
public final class AssetPublisher {
    private final Target target;
    private final AwsClients clients;

    public AssetPublisher(Target target, AwsClients clients) {
        this.target = target;
        this.clients = clients;
    }

    /**
     * Uploads all files of all stacks, side by side.
     *
     * @throws LabException when the account is not bootstrapped for the CDK
     */
    public void publish(CloudAssembly assembly, ExecutorService executor) throws InterruptedException {
        Set<FileAsset> files = new HashSet<>();
        assembly.stacks().forEach(stack -> files.addAll(stack.assets()));
        Parallel.all(executor, files.stream().<Runnable>map(file -> () -> put(file)).toList());
    }

    /** Where a stack's template can be read once it is published, as CloudFormation wants to have it. */
    public URI templateUrl(StackArtifact stack) {
        URI source = URI.create(resolve(stack.templateUrl()));
        return target.endpoint().resolve("/" + source.getHost() + source.getPath());
    }

    private void put(FileAsset file) {
        String bucket = resolve(file.bucket());
        try {
            clients.s3().putObject(put -> put.bucket(bucket).key(resolve(file.key())), file.file());
        } catch (NoSuchBucketException e) {
            throw LabException.missing("There is no bucket " + bucket + ": the account is not bootstrapped for the CDK in this region.");
        }
    }

    /** The CDK leaves placeholders in an assembly that was synthesised for no account in particular. */
    private String resolve(String text) {
        return text.replace("${AWS::AccountId}", target.account()).replace("${AWS::Region}", target.region())
                .replace("${AWS::Partition}", "aws");
    }
}

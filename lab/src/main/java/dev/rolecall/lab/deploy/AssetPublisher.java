package dev.rolecall.lab.deploy;

import java.net.URI;
import java.net.URL;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;

import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

import dev.rolecall.lab.CdkCli;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.assembly.CloudAssembly;
import dev.rolecall.lab.assembly.FileAsset;
import dev.rolecall.lab.assembly.StackArtifact;
import dev.rolecall.lab.target.AwsClients;

/** Puts an assembly's files into the assets bucket of the account's CDK bootstrap, each once. */
final class AssetPublisher {
    private final AwsClients clients;
    private final Placeholders placeholders;

    AssetPublisher(AwsClients clients, Placeholders placeholders) {
        this.clients = clients;
        this.placeholders = placeholders;
    }

    /**
     * Uploads all files of all stacks, side by side.
     *
     * @throws LabException when the account is not bootstrapped for the CDK
     */
    void publish(CloudAssembly assembly, ExecutorService executor) throws InterruptedException {
        Set<FileAsset> files = new HashSet<>();
        assembly.stacks().forEach(stack -> files.addAll(stack.assets()));
        Parallel.all(executor, files.stream().<Runnable>map(file -> () -> put(file)).toList());
    }

    /** Where a stack's template can be read once it is published, as CloudFormation wants to have it. */
    URL templateUrl(StackArtifact stack) {
        URI source = URI.create(placeholders.resolve(stack.templateUrl()));
        return clients.s3().utilities().getUrl(get -> get.bucket(source.getHost()).key(source.getPath().substring(1)));
    }

    private void put(FileAsset file) {
        String bucket = placeholders.resolve(file.bucket());
        try {
            clients.s3().putObject(put -> put.bucket(bucket).key(placeholders.resolve(file.key())), file.file());
        } catch (NoSuchBucketException e) {
            throw LabException.missing("There is no bucket " + bucket
                    + ": the account is not bootstrapped for the CDK in this region. Run npx " + CdkCli.PACKAGE + " bootstrap once.");
        }
    }
}

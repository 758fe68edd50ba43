package dev.rolecall.lab.assembly;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.lab.LabException;

/** Reads {@code manifest.json} and the asset manifests that it names. */
final class AssemblyReader {
    private static final String STACK = "aws:cloudformation:stack";
    private static final String ASSETS = "cdk:asset-manifest";
    private static final String NESTED = "cdk:cloud-assembly";
    private static final Pattern ENVIRONMENT = Pattern.compile("aws://([^/]+)/([^/]+)");
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final JsonNode artifacts;

    AssemblyReader(Path folder) {
        this.folder = folder;
        this.artifacts = json(folder.resolve("manifest.json")).path("artifacts");
    }

    Map<String, StackArtifact> stacks() {
        Map<String, StackArtifact> stacks = new LinkedHashMap<>();
        artifacts.propertyStream().filter(artifact -> isType(artifact.getValue(), STACK))
                .forEach(artifact -> stacks.put(artifact.getKey(), stack(artifact.getKey(), artifact.getValue())));
        if (stacks.isEmpty()) {
            throw LabException.wrongInput("The assembly in " + folder + " has no stack.");
        }
        return stacks;
    }

    /** The templates of all stacks, those of nested assemblies (the stages of an app) included. */
    List<TemplateFile> templates() {
        List<TemplateFile> templates = new ArrayList<>();
        artifacts.propertyStream().forEach(entry -> {
            JsonNode artifact = entry.getValue();
            if (isType(artifact, STACK)) {
                templates.add(template(entry.getKey(), artifact));
            } else if (isType(artifact, NESTED)) {
                String directory = text(artifact.path("properties"), "directoryName", entry.getKey());
                templates.addAll(new AssemblyReader(folder.resolve(directory)).templates());
            }
        });
        return templates;
    }

    private TemplateFile template(String id, JsonNode artifact) {
        JsonNode properties = artifact.path("properties");
        Matcher place = ENVIRONMENT.matcher(artifact.path("environment").asString(""));
        boolean known = place.matches();
        return new TemplateFile(id, properties.path("stackName").asString(id), templateFile(id, properties),
                known ? known(place.group(1)) : Optional.empty(), known ? known(place.group(2)) : Optional.empty());
    }

    /** The CDK writes {@code unknown-account} and {@code unknown-region} where it was told neither. */
    private static Optional<String> known(String text) {
        return Optional.of(text).filter(word -> !word.startsWith("unknown-"));
    }

    private Path templateFile(String id, JsonNode properties) {
        return folder.resolve(properties.path("templateFile").asString(id + ".template.json"));
    }

    private StackArtifact stack(String id, JsonNode artifact) {
        JsonNode properties = artifact.path("properties");
        Set<String> before = new LinkedHashSet<>();
        List<FileAsset> files = new ArrayList<>();
        for (JsonNode dependency : artifact.path("dependencies")) {
            JsonNode target = artifacts.path(dependency.asString());
            if (isType(target, STACK)) {
                before.add(dependency.asString());
            } else if (isType(target, ASSETS)) {
                files.addAll(assets(folder.resolve(text(target.path("properties"), "file", dependency.asString()))));
            }
        }
        Map<String, String> tags = new TreeMap<>();
        properties.path("tags").propertyStream().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString()));
        String name = properties.path("stackName").asString(id);
        return new StackArtifact(id, name, text(properties, "stackTemplateAssetObjectUrl", id),
                templateFile(id, properties), List.copyOf(files), Set.copyOf(before),
                Map.copyOf(tags), properties.optional("cloudFormationExecutionRoleArn").map(JsonNode::asString));
    }

    private List<FileAsset> assets(Path manifest) {
        JsonNode assets = json(manifest);
        if (!assets.path("dockerImages").isEmpty()) {
            throw LabException.wrongInput(manifest + " asks for a container image; this lab publishes files only.");
        }
        return assets.path("files").propertyStream().flatMap(asset -> {
            JsonNode source = asset.getValue().path("source");
            if (!source.path("packaging").asString("file").equals("file")) {
                throw LabException
                        .wrongInput("Asset " + asset.getKey() + " of " + manifest + " is a folder; this lab publishes files only.");
            }
            Path file = folder.resolve(text(source, "path", asset.getKey()));
            return asset.getValue().path("destinations").valueStream().map(destination -> new FileAsset(asset.getKey(), file,
                    text(destination, "bucketName", asset.getKey()), text(destination, "objectKey", asset.getKey())));
        }).toList();
    }

    private static boolean isType(JsonNode artifact, String type) {
        return artifact.path("type").asString("").equals(type);
    }

    private String text(JsonNode node, String name, String of) {
        JsonNode value = node.path(name);
        if (!value.isString()) {
            throw LabException.wrongInput("The assembly in " + folder + " lacks " + name + " of " + of + ".");
        }
        return value.asString();
    }

    private static JsonNode json(Path file) {
        if (!Files.isRegularFile(file)) {
            throw LabException.wrongInput("There is no " + file + ": that is not a cloud assembly.");
        }
        try {
            return JSON.readTree(file);
        } catch (JacksonException e) {
            throw LabException.wrongInput(file + " is not valid JSON: " + e.getOriginalMessage());
        }
    }
}

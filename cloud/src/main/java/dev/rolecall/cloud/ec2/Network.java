package dev.rolecall.cloud.ec2;

import dev.rolecall.cloud.api.TaggedResource;
import dev.rolecall.cloud.network.Door;
import dev.rolecall.cloud.network.Networks;

/** The network that instances are launched into: what is known of it, what in it carries tags, and their doors out of it. */
public record Network(Networks networks, TaggedResource.Source resources, Door.Opener doors) {}

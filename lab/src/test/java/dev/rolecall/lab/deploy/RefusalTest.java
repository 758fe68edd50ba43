package dev.rolecall.lab.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

final class RefusalTest {
    private static final Map<String, String> TYPES = new LinkedHashMap<>(
            Map.of("Net", "AWS::EC2::VPC", "Door", "AWS::EC2::VPCEndpoint", "Person", "AWS::IAM::User"));

    @Test
    void itIsAboutTheTypesThatTheWordsName() {
        // MiniStack 1.5.33's words.
        String words = "Template format error: Unrecognized resource types: [AWS::EC2::VPCEndpoint, AWS::IAM::UserToGroupAddition]";

        assertThat(new Refusal("", words, Set.of(), 400).omissions(TYPES))
                .containsExactly(new Omission("Door", "AWS::EC2::VPCEndpoint", words));
    }

    @Test
    void itIsAboutTheResourcesThatFailed() {
        assertThat(new Refusal("", "no more than AWS::EC2::VPC", Set.of("Person"), 0).omissions(TYPES))
                .containsExactly(new Omission("Person", "AWS::IAM::User", "no more than AWS::EC2::VPC"));
    }

    @Test
    void itMayBeAboutNothingThatCanBeLeftOut() {
        assertThat(new Refusal("", "Parameter 'BootstrapVersion' failed to resolve", Set.of(), 400).omissions(TYPES)).isEmpty();
    }
}

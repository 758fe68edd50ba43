package dev.rolecall.lab.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * That a stack was not created.
 *
 * @param sentence  for people, with CloudFormation's reason
 * @param words     CloudFormation's own, all of them
 * @param resources logical ids of the resources that failed, where it named them
 * @param status    of the request when the template itself was refused, else 0
 */
record Refusal(String sentence, String words, Set<String> resources, int status) {
    private static final Pattern TYPE = Pattern.compile("\\w+(::\\w+)+");

    /** The resources that it is about: those that failed, or whose type the words name. */
    List<Omission> omissions(Map<String, String> types) {
        // Whole names: AWS::EC2::VPCEndpoint is not about AWS::EC2::VPC.
        Set<String> named = TYPE.matcher(words).results().map(MatchResult::group).collect(Collectors.toSet());
        return types.entrySet().stream()
                .filter(resource -> resources.isEmpty() ? named.contains(resource.getValue()) : resources.contains(resource.getKey()))
                .map(resource -> new Omission(resource.getKey(), resource.getValue(), words)).toList();
    }
}

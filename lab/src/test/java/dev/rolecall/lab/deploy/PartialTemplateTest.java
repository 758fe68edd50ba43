package dev.rolecall.lab.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class PartialTemplateTest {
    private static final String MACHINE = """
            "Machine": {"Type": "AWS::EC2::Instance", "Properties": {"ImageId": {"Ref": "Image"}}}""";

    @ParameterizedTest
    @ValueSource(strings = {"{'Ref': 'Machine'}", "{'Fn::GetAtt': ['Machine', 'Arn']}", "{'Fn::GetAtt': 'Machine.Arn'}",
            "{'Fn::Sub': 'on ${Machine}'}", "{'Fn::Sub': 'at ${Machine.PublicIp}'}", "{'Fn::Sub': ['on ${Machine}', {'Other': 'x'}]}",
            "{'Fn::Sub': ['on ${Name}', {'Name': {'Ref': 'Machine'}}]}", "{'Fn::Join': ['', ['a', {'Ref': 'Machine'}]]}"})
    void whatRefersToARemovedResourceGoesWithIt(String reference) {
        assertThat(withoutMachine(MACHINE + ", " + other("'Properties': {'Deep': [{'Value': " + reference + "}]}"))).isEqualTo(
                json("{'Resources': {}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'Ref': 'Machine2'}", "{'Fn::GetAtt': ['Machine2', 'Machine']}", "{'Fn::GetAtt': 'Machine2.Machine'}",
            "{'Fn::Sub': 'on ${Machine2}'}", "{'Fn::Sub': 'not ${!Machine}'}", "{'Fn::Sub': ['on ${Machine}', {'Machine': 'another'}]}",
            "'Machine'", "{'Machine': 'a key'}"})
    void whatOnlyLooksLikeAReferenceStaysAsItWas(String value) {
        String other = other("'Properties': {'Deep': [{'Value': " + value + "}]}");

        assertThat(withoutMachine(MACHINE + ", " + other)).isEqualTo(json("{'Resources': {" + other + "}}"));
    }

    @Test
    void whatRefersToWhatRefersGoesToo() {
        assertThat(withoutMachine(MACHINE + """
                , "Third": {"Type": "T", "Properties": {"Of": {"Ref": "Second"}}}, "Second": {"Type": "T", "Properties": {"Of": {"Ref": "Machine"}}}
                """)).isEqualTo(json("{'Resources': {}}"));
    }

    @Test
    void whatOnlyComesAfterItStaysAndComesAfterNothing() {
        assertThat(withoutMachine(MACHINE + ", " + other("'DependsOn': 'Machine'")))
                .isEqualTo(json("{'Resources': {'Other': {'Type': 'T'}}}"));
        assertThat(withoutMachine(MACHINE + ", " + other("'DependsOn': ['Machine', 'Net']")))
                .isEqualTo(json("{'Resources': {" + other("'DependsOn': ['Net']") + "}}"));
    }

    @Test
    void whatComesAfterSomethingThatGoesWithItStays() {
        assertThat(withoutMachine(
                MACHINE + ", 'Tied': {'Type': 'T', 'Properties': {'Of': {'Ref': 'Machine'}}}, " + other("'DependsOn': 'Tied'")))
                .isEqualTo(json("{'Resources': {'Other': {'Type': 'T'}}}"));
    }

    @Test
    void outputsOfWhatIsGoneGo() {
        ObjectNode template = json("{'Resources': {" + MACHINE + ", " + other("'Properties': {}") + """
                }, 'Outputs': {'Id': {'Value': {'Ref': 'Machine'}}, 'Kept': {'Value': {'Ref': 'Other'}}}}""");

        assertThat(without(template, "Machine").path("Outputs")).isEqualTo(json("{'Kept': {'Value': {'Ref': 'Other'}}}"));
    }

    @Test
    void parametersThatNothingUsesAnyMoreGo() {
        ObjectNode template = json("{'Parameters': {'Image': {'Type': 'String'}, 'Used': {'Type': 'String'}, 'Ruled': {'Type': 'String'}}, "
                + "'Rules': {'R': {'Assertions': [{'Assert': {'Fn::Equals': [{'Ref': 'Ruled'}, '1']}}]}}, 'Resources': {" + MACHINE + ", "
                + other("'Properties': {'Of': {'Fn::Sub': 'x${Used}'}}") + "}}");

        assertThat(without(template, "Machine").path("Parameters"))
                .isEqualTo(json("{'Used': {'Type': 'String'}, 'Ruled': {'Type': 'String'}}"));
    }

    @Test
    void nothingElseChangesAndTheTemplateItselfDoesNot() {
        ObjectNode template = json(
                "{'Description': 'D', 'Mappings': {'M': {'a': {'b': 'Machine'}}}, 'Conditions': {'C': {'Fn::Not': []}}, 'Resources': {"
                        + MACHINE + ", "
                        + other("'Condition': 'C', 'Properties': {'Of': 1}, 'Metadata': {'m': true}, 'DeletionPolicy': 'Delete'") + "}}");
        ObjectNode before = template.deepCopy();
        ObjectNode expected = template.deepCopy();
        expected.withObject("/Resources").remove("Machine");

        assertThat(without(template, "Machine")).isEqualTo(expected);
        assertThat(template).isEqualTo(before);
    }

    @Test
    void theTypesAreThoseOfTheResourcesThatAreLeft() {
        PartialTemplate template = new PartialTemplate(json("{'Resources': {" + MACHINE + ", " + other("'Properties': {}") + "}}"));

        assertThat(template.types()).containsEntry("Machine", "AWS::EC2::Instance").containsEntry("Other", "T").hasSize(2);
        assertThat(template.without(List.of("Machine")).types()).containsOnlyKeys("Other");
    }

    private static ObjectNode withoutMachine(String resources) {
        return without(json("{'Resources': {" + resources + "}}"), "Machine");
    }

    private static ObjectNode without(ObjectNode template, String logicalId) {
        return json(new PartialTemplate(template).without(List.of(logicalId)).text());
    }

    private static String other(String more) {
        return "'Other': {'Type': 'T', " + more + "}";
    }

    /** With single quotes where JSON has double ones. */
    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}

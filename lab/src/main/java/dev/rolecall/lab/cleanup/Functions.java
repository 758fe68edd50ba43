package dev.rolecall.lab.cleanup;

import java.util.List;

import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** Functions, by name. */
record Functions(LambdaClient lambda, LabNames names, AwsCommand aws) implements Look {

    @Override
    public String what() {
        return "functions, by name";
    }

    @Override
    public List<Leftover> find() {
        return lambda.listFunctionsPaginator().functions().stream().map(FunctionConfiguration::functionName).filter(names::isOurs)
                .map(name -> new Leftover("function", name, aws.of("lambda delete-function --function-name " + name))).toList();
    }
}

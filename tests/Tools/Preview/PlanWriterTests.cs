using NUnit.Framework;
using Pulumi.Aws.LB;
using Pulumi.Aws.Sns;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace FlowerInfra.Tests.Tools.Preview;

[TestFixture]
[NonParallelizable]
internal sealed class PlanWriterTests
{
    [Test]
    public async Task A_plan_is_json_of_the_documented_form()
    {
        var plan = await ProgramStack.PreviewAsync(() => _ = new Topic("topic", new TopicArgs
        {
            DisplayName = "<a> & \"b\" ü",
            FifoTopic = true,
            SignatureVersion = 2,
            Tags = { ["b"] = "2", ["a"] = "1" },
        }));
        var text = PlanWriter.ToJson(plan with { Controls = [new ControlResult("FLW-X-01", ControlStatus.Fail, null, "is wrong")] });

        Assert.That(text, Is.EqualTo(
            $$"""
            {
              "format": "flower-infra/plan/1",
              "project": "shop",
              "stack": "test",
              "sdk": "{{PulumiSdk.Kind}}",
              "resources": [
                {
                  "urn": "urn:pulumi:test::shop::aws:sns/topic:Topic::topic",
                  "type": "aws:sns/topic:Topic",
                  "name": "topic",
                  "parent": null,
                  "dependsOn": [],
                  "protect": false,
                  "component": false,
                  "secretInputs": [],
                  "inputs": {
                    "displayName": "<a> & \"b\" ü",
                    "fifoTopic": true,
                    "signatureVersion": 2,
                    "tags": {
                      "a": "1",
                      "b": "2"
                    }
                  }
                }
              ],
              "outputs": {
                "result": ""
              },
              "controls": [
                {
                  "id": "FLW-X-01",
                  "status": "fail",
                  "urn": null,
                  "message": "is wrong"
                }
              ]
            }

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task Lists_whose_order_has_no_meaning_are_sorted_and_others_are_not()
    {
        var plan = await ProgramStack.PreviewAsync(() =>
        {
            _ = new LoadBalancer("balancer", new LoadBalancerArgs { Subnets = { "subnet-b", "subnet-a" } });
            _ = new Pulumi.Kubernetes.Apps.V1.StatefulSet("set", Pods("plain", "b", "a"));
            _ = new Pulumi.Kubernetes.Apps.V1.StatefulSet("chained", Pods("$(b)", "b", "a"));
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Named("balancer").Json("subnets"), Is.EqualTo("""["subnet-a","subnet-b"]"""));
            Assert.That(plan.Named("set").Json("spec"), Does.Contain("""["second","first"]""").And.Match("\"name\":\"a\".*\"name\":\"b\""));
            Assert.That(plan.Named("chained").Json("spec"), Does.Match("\"name\":\"b\".*\"name\":\"a\""));
        }
    }

    [Test]
    public async Task A_policy_stays_the_text_that_it_is()
    {
        const string policy = """{"Version":"2012-10-17","Statement":[]}""";

        var plan = await ProgramStack.PreviewAsync(() => _ = new TopicPolicy("policy", new TopicPolicyArgs { Arn = "arn", Policy = policy }));

        Assert.That(plan.Named("policy").Text("policy"), Is.EqualTo(policy));
    }

    private static StatefulSetArgs Pods(string value, params string[] variables)
    {
        var container = new ContainerArgs { Name = "c", Command = { "second", "first" } };
        foreach (var variable in variables)
            container.Env.Add(new EnvVarArgs { Name = variable, Value = value });
        return new StatefulSetArgs
        {
            Spec = new StatefulSetSpecArgs { Selector = new LabelSelectorArgs(), Template = new PodTemplateSpecArgs { Spec = new PodSpecArgs { Containers = { container } } } },
        };
    }
}

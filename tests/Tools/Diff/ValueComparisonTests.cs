using System.Text.Json.Nodes;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Diff;

[TestFixture]
internal sealed class ValueComparisonTests
{
    private const string Group = "aws:ec2/securityGroup:SecurityGroup";
    private const string Set = ResourceTypes.StatefulSet;
    private const string Policy = ResourceTypes.IamPolicy;

    [TestCase(Group, "{'ingress':[{'a':1},{'b':2}]}", "{'ingress':[{'b':2},{'a':1}]}")]
    [TestCase(Group, "{'ingress':[{'a':[1,2]},{'b':2}]}", "{'ingress':[{'b':2},{'a':[2,1]}]}")]
    [TestCase(Set, "{'env':[{'name':'A','value':'1'},{'name':'B'}]}", "{'env':[{'name':'B'},{'name':'A','value':'1'}]}")]
    [TestCase(Policy, "{'policy':'{\"Statement\":[{\"Sid\":\"A\",\"Action\":[\"x\",\"y\"]}]}'}", "{'policy':'{ \"Statement\": [ {\"Action\":[\"y\",\"x\"], \"Sid\":\"A\"} ] }'}")]
    [TestCase(Policy, "{'policy':'{\"Action\":\"x\"}'}", "{'policy':'{\"Action\":[\"x\"]}'}")]
    [TestCase(Set, "{'resources':{'limits':{'memory':'2Gi'}}}", "{'resources':{'limits':{'memory':'2048Mi'}}}")]
    public void What_means_the_same_is_no_change(string type, string before, string after) => Assert.That(Changes(type, before, after), Is.Empty);

    [TestCase(Set, "{'env':[{'name':'A','value':'1'},{'name':'B','value':'$(A)'}]}", "{'env':[{'name':'B','value':'$(A)'},{'name':'A','value':'1'}]}")]
    [TestCase(Set, "{'command':['a','b']}", "{'command':['b','a']}")]
    [TestCase("shop:index:Thing", "{'list':['a','b']}", "{'list':['b','a']}")]
    public void Where_the_order_counts_it_is_one(string type, string before, string after) => Assert.That(Changes(type, before, after), Is.Not.Empty);

    [TestCase(Group, "{'a':1}", "{'a':2}", "a: 1 > 2")]
    [TestCase(Group, "{'a':{'b':1}}", "{'a':{}}", "a.b: 1 > ")]
    [TestCase(Group, "{'cidrBlocks':['10.0.0.0/8']}", "{'cidrBlocks':['10.0.0.0/8','10.1.0.0/16']}", "cidrBlocks[]:  > \"10.1.0.0/16\"")]
    [TestCase(Group, "{'cidrBlocks':['a','b','b']}", "{'cidrBlocks':['a','b']}", "cidrBlocks[]: \"b\" > ")]
    [TestCase(Group, "{'cidrBlocks':['a','b']}", "{'cidrBlocks':['a','c']}", "cidrBlocks[]: \"b\" > \"c\"")]
    [TestCase(Set, "{'containers':[{'name':'x','image':'a'},{'name':'y','image':'b'}]}", "{'containers':[{'name':'y','image':'c'},{'name':'x','image':'a'}]}",
        "containers[y].image: \"b\" > \"c\"")]
    [TestCase("aws:lb/listenerRule:ListenerRule", "{'conditions':[{'hostHeader':{'values':['a']}},{'sourceIp':{'values':['b']}}]}",
        "{'conditions':[{'sourceIp':{'values':['c']}},{'hostHeader':{'values':['a']}}]}", "conditions[sourceIp].sourceIp.values[]: \"b\" > \"c\"")]
    [TestCase(Policy, "{'policy':'{\"Statement\":[{\"Sid\":\"A\",\"Action\":\"x\"}]}'}", "{'policy':'{\"Statement\":[{\"Sid\":\"A\",\"Action\":[\"x\",\"y\"]}]}'}",
        "policy.Statement[A].Action[]:  > \"y\"")]
    [TestCase(Set, "{'command':['a']}", "{'command':['a','b']}", "command: [\"a\"] > [\"a\",\"b\"]")]
    public void A_change_names_its_path_and_both_values(string type, string before, string after, string shown) =>
        Assert.That(
            Changes(type, before, after).Select(it => $"{it.Path}: {it.Before?.ToJsonString()} > {it.After?.ToJsonString()}"), Is.EqualTo(new[] { shown }));

    [TestCase("2Gi", 2147483648)]
    [TestCase("500m", 0.5)]
    [TestCase("1k", 1000)]
    [TestCase("1.5Gi", 1610612736)]
    [TestCase("7", 7)]
    public void Quantities_are_numbers(string text, double value) => Assert.That(Quantity.Of(text), Is.EqualTo(value));

    [TestCase("")]
    [TestCase("Gi")]
    [TestCase("1Xi")]
    [TestCase("-1")]
    [TestCase("1Gi ")]
    [TestCase("[secret]")]
    public void Other_texts_are_none(string text) => Assert.That(Quantity.Of(text), Is.Null);

    private static IReadOnlyList<PropertyChange> Changes(string type, string before, string after) =>
        ValueComparison.Of(type, Json(before), Json(after));

    // The embedded JSON of a policy keeps its quotes: only those outside of a text stand for double ones.
    private static JsonObject Json(string text)
    {
        var parts = text.Split('\'');
        return JsonNode.Parse(string.Concat(parts.Select((part, index) => index % 2 == 0 ? part : JsonValue.Create(part).ToJsonString())))!.AsObject();
    }
}

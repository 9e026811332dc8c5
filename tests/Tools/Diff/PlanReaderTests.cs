using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Diff;

[TestFixture]
[NonParallelizable]
internal sealed class PlanReaderTests
{
    private const string Empty = """{"format":"flower-infra/plan/1","project":"p","stack":"s","sdk":"offline","resources":[],"outputs":{},"controls":[]}""";

    [TestCase("dev")]
    [TestCase("staging")]
    [TestCase("prod")]
    public async Task A_plan_that_was_written_is_read_as_it_was(string stack)
    {
        var text = PlanWriter.ToJson(Reports.Findings.Evaluate(await RepositoryStacks.PlanAsync(stack)).Plan);

        Assert.That(PlanWriter.ToJson(PlanReader.FromJson(text)), Is.EqualTo(text));
    }

    [TestCase("", "it is not JSON at line 1")]
    [TestCase("{\n\n", "it is not JSON at line 3")]
    [TestCase("[]", "the file is not an object")]
    [TestCase("null", "the file is not an object")]
    [TestCase("{}", "format is not a text")]
    [TestCase("""{"format":"flower-infra/plan/2"}""", "its format is not flower-infra/plan/1")]
    [TestCase("""{"format":"flower-infra/plan/1","format":"x"}""", "it is not JSON at line 1")]
    [TestCase("""{"format":"flower-infra/plan/1","resources":{}}""", "resources is not a list")]
    [TestCase("""{"format":"flower-infra/plan/1","resources":[7]}""", "resources[0] is not an object")]
    [TestCase("""{"format":"flower-infra/plan/1","resources":[{"inputs":{}}]}""", "resources[0].urn is not a text")]
    [TestCase("""{"format":"flower-infra/plan/1","resources":[{"urn":"u","type":"t","name":"n","inputs":[]}]}""", "resources[0].inputs is not an object")]
    [TestCase("""{"format":"flower-infra/plan/1","resources":[{"urn":"u","type":"t","name":"n","protect":1,"inputs":{}}]}""", "resources[0].protect is not true or false")]
    [TestCase("""{"format":"flower-infra/plan/1","resources":[{"urn":"u","type":"t","name":"n","aliases":[1],"inputs":{}}]}""", "resources[0].aliases is not a list of texts")]
    public void What_is_no_plan_says_where(string text, string problem) =>
        Assert.That(() => PlanReader.FromJson(text), Throws.TypeOf<FormatException>().With.Message.EqualTo(problem));

    [Test]
    public void A_resource_that_stands_there_twice_is_refused()
    {
        var text = Empty.Replace("\"resources\":[]", "\"resources\":[{\"urn\":\"u\",\"type\":\"t\",\"name\":\"n\",\"inputs\":{}},{\"urn\":\"u\",\"type\":\"t\",\"name\":\"n\",\"inputs\":{}}]", StringComparison.Ordinal);

        Assert.That(() => PlanReader.FromJson(text), Throws.TypeOf<FormatException>().With.Message.EqualTo("u is there more than once"));
    }

    [Test]
    public void A_state_that_no_control_has_is_refused()
    {
        var text = Empty.Replace("\"controls\":[]", "\"controls\":[{\"id\":\"FLW-LB-01\",\"status\":\"fine\",\"urn\":null,\"message\":\"\"}]", StringComparison.Ordinal);

        Assert.That(() => PlanReader.FromJson(text), Throws.TypeOf<FormatException>().With.Message.EqualTo("controls[0].status is not the state of a control"));
    }

    [Test]
    public void What_deeper_than_any_plan_is_ends_in_a_message()
    {
        var text = string.Concat(Enumerable.Repeat("[", 100_000));

        Assert.That(() => PlanReader.FromJson(text), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void A_secret_that_a_file_holds_in_the_clear_is_masked()
    {
        var text = Empty.Replace("\"resources\":[]", "\"resources\":[{\"urn\":\"u\",\"type\":\"t\",\"name\":\"n\",\"secretInputs\":[\"a\"],\"inputs\":{\"a\":\"hunter2\"}}]", StringComparison.Ordinal);

        Assert.That(PlanReader.FromJson(text).Resources.Single().Inputs["a"]!.ToString(), Is.EqualTo(Plan.Secret));
    }
}

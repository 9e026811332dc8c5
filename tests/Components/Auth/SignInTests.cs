using System.Text.RegularExpressions;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Auth;

[TestFixture]
internal sealed partial class SignInTests
{
    private static readonly string[] VariablesOfEveryInstance = ["CELERY_CONFIG_MODULE", "HOME", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH"];

    private static IEnumerable<SignInCase> Cases => SignInCase.All;

    [TestCaseSource(nameof(Cases))]
    public async Task Configuration_holds_exactly_the_options_of_the_provider(SignInCase signIn)
    {
        var options = Options(await RunAsync(signIn)).Where(option => SignInOption().IsMatch(option.Key));

        Assert.That(options, Is.EquivalentTo(signIn.Options));
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Environment_holds_exactly_the_variables_of_the_provider(SignInCase signIn)
    {
        var variables = Environment(await RunAsync(signIn)).Where(variable => !VariablesOfEveryInstance.Contains(variable.Key));

        Assert.That(variables, Is.EquivalentTo(signIn.Variables));
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Secret_files_are_the_brokers_the_cookies_and_the_providers(SignInCase signIn)
    {
        var objects = (await RunAsync(signIn))["flower-credentials-files"].Text("spec.parameters.objects");

        Assert.That(
            Alias().Matches(objects).Select(match => match.Groups["file"].Value),
            Is.EquivalentTo(new[] { "broker-url", "cookie-secret", signIn.SecretFile }));
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Generated_secrets_stand_in_write_only_inputs_and_nowhere_else(SignInCase signIn)
    {
        var holders = (await RunAsync(signIn)).Resources
            .SelectMany(resource => resource.Inputs, (resource, input) => (resource.Kind, Input: input.Key, Value: input.Value?.ToJsonString() ?? ""))
            .Where(it => GeneratedValue().IsMatch(it.Value))
            .Select(it => (it.Kind, it.Input));

        Assert.That(holders, Is.Not.Empty.And.All.EqualTo(("SecretVersion", "secretStringWo")));
    }

    [TestCase("flower.example.internal", "/", "https://flower.example.internal/login")]
    [TestCase("flower.example.internal", "/flower", "https://flower.example.internal/flower/login")]
    [TestCase("flower.example.internal", "/a/b/", "https://flower.example.internal/a/b/login")]
    [TestCase("Flower.Example.Internal", "/a/b", "https://flower.example.internal/a/b/login")]
    public async Task Redirect_uri_is_derived_from_host_and_prefix(string host, string prefix, string uri)
    {
        var args = ComponentExamples.Dashboard(ComponentExamples.Okta());
        args.Host = host;
        args.UrlPrefix = prefix;

        var options = Options(await ComponentExamples.RunAsync(args));

        Assert.That(options["oauth2_redirect_uri"], Is.EqualTo($"\"{uri}\""));
    }

    [TestCase("https://flower.example.internal/a/login", true)]
    [TestCase("https://flower.example.internal/login", false)]
    [TestCase("http://flower.example.internal/a/login", false)]
    [TestCase("https://flower.example.internal/a/login/", false)]
    public async Task Registered_redirect_uri_has_to_be_the_derived_one(string registered, bool isAccepted)
    {
        var auth = ComponentExamples.Google();
        auth.Google!.RedirectUri = registered;
        var args = ComponentExamples.Dashboard(auth);
        args.UrlPrefix = "/a";

        if (isAccepted)
        {
            Assert.That((await ComponentExamples.RunAsync(args)).Of("StatefulSet"), Is.Not.Empty);
            return;
        }

        var fault = (await ComponentExamples.RefusalAsync(args)).Faults.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Key, Is.EqualTo("auth.google.redirectUri"));
            Assert.That(fault.Fix, Does.Contain("Register https://flower.example.internal/a/login"));
        }
    }

    [Test]
    public async Task Supplied_passwords_are_mounted_and_none_are_generated()
    {
        var auth = ComponentExamples.Basic("ops");
        auth.Basic!.PasswordsSecretArn = ComponentExamples.ClientSecret;
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard(auth));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                program["flower-credentials-files"].Text("spec.parameters.objects"),
                Does.Contain($"- objectName: \"{ComponentExamples.ClientSecret}\"\n  objectType: secretsmanager\n  objectAlias: \"basic-auth.json\""));
            Assert.That(
                program.Of("RandomPassword").Select(resource => resource.Name), Is.EqualTo(new[] { "flower-credentials-cookie-secret" }));
        }
    }

    private static Task<MockedProgram> RunAsync(SignInCase signIn) =>
        ComponentExamples.RunAsync(ComponentExamples.Dashboard(signIn.Auth()));

    private static Dictionary<string, string> Options(MockedProgram program) =>
        Assignment().Matches(program["flower-config"].At("data")!["flowerconfig.py"]!.GetValue<string>())
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);

    private static Dictionary<string, string> Environment(MockedProgram program) =>
        program["flower-stateful-set"].At("spec.template.spec.containers[0].env")!.AsArray()
            .ToDictionary(variable => variable!["name"]!.GetValue<string>(), variable => variable!["value"]!.GetValue<string>());

    [GeneratedRegex("^(?<name>[a-z][a-z0-9_]*) = (?<value>.+)$", RegexOptions.Multiline)]
    private static partial Regex Assignment();

    [GeneratedRegex("auth")]
    private static partial Regex SignInOption();

    [GeneratedRegex("objectAlias: \"(?<file>[^\"]+)\"")]
    private static partial Regex Alias();

    [GeneratedRegex(@"\.result\b")]
    private static partial Regex GeneratedValue();
}

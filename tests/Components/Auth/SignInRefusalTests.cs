using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Auth;

[TestFixture]
internal sealed class SignInRefusalTests
{
    private const string Ways = "Give one of basic, django, djangoProxy, github, gitlab, google, loadBalancerOidc, okta.";

    [TestCase(@".*@example\.com", "allowedEmails[0]", "is a regular expression", "Write *@example.com.")]
    [TestCase(@".*@example\.com$", "allowedEmails[0]", "is a regular expression", "Write *@example.com.")]
    [TestCase(".*", "allowedEmails[0]", "is a regular expression", "*@example.com for a whole domain")]
    [TestCase("(ops|dev)@example.com", "allowedEmails[0]", "is a regular expression", "Write an address")]
    [TestCase("ops+flower@example.com", "allowedEmails[0]", "holds a +", "without the + part")]
    [TestCase("*", "allowedEmails[0]", "is not an address", "*@example.com for a whole domain")]
    [TestCase("*@*", "allowedEmails[0]", "has a * after the @", "Name each domain in full.")]
    [TestCase("*@*.example.com", "allowedEmails[0]", "has a * after the @", "Name each domain in full.")]
    [TestCase("op*@example.com", "allowedEmails[0]", "mixes a *", "Write an address")]
    [TestCase("a@example.com|b@example.com", "allowedEmails[0]", "more than one address", "a rule of its own")]
    [TestCase("a@example.com,b@example.com", "allowedEmails[0]", "more than one address", "a rule of its own")]
    [TestCase("ops@example", "allowedEmails[0]", "no valid domain", "Write an address")]
    [TestCase("ops", "allowedEmails[0]", "is not an address", "Write an address")]
    [TestCase("öps@example.com", "allowedEmails[0]", "outside ASCII", "xn--")]
    [TestCase("ops@example.com\n", "allowedEmails[0]", "no valid domain", "Write an address")]
    [TestCase("", "allowedEmails[0]", "is missing", "Write an address")]
    [TestCase("*@example.com ops@example.com", "allowedEmails", "mixes a domain with addresses", "Keep the domain, or name the addresses only.")]
    [TestCase("*@example.com *@example.org", "allowedEmails", "more than one domain", "Keep one domain")]
    public async Task Email_rules_that_Flower_would_misread_are_refused(string rules, string key, string problem, string fix)
    {
        var fault = await FaultAsync(ComponentExamples.Google(rules.Split(' ')));

        Expect(fault, $"auth.google.{key}", problem, fix);
    }

    [Test]
    public async Task No_email_rule_at_all_is_refused()
    {
        var auth = ComponentExamples.Google();
        auth.Google!.AllowedEmails = [];

        Expect(await FaultAsync(auth), "auth.google.allowedEmails", "names nobody", "Name at least one address");
    }

    [TestCase("", "is missing")]
    [TestCase("client 1", "is not a client id")]
    [TestCase("client\"1", "is not a client id")]
    [TestCase("client\\1", "is not a client id")]
    [TestCase("client-1\n", "is not a client id")]
    public async Task Client_ids_that_could_leave_their_quotes_are_refused(string clientId, string problem)
    {
        var auth = ComponentExamples.Google();
        auth.Google!.ClientId = clientId;

        Expect(await FaultAsync(auth), "auth.google.clientId", problem, "Copy the client id");
    }

    [TestCase("hunter2")]
    [TestCase("arn:aws:ssm:eu-west-1:123456789012:parameter/flower")]
    [TestCase("arn:aws:secretsmanager:eu-west-1:123456789012:secret:*")]
    [TestCase(ComponentExamples.ClientSecret + "\n")]
    public async Task Client_secrets_come_from_Secrets_Manager_only(string arn)
    {
        var auth = ComponentExamples.GitHub();
        auth.GitHub!.ClientSecretArn = arn;

        Expect(await FaultAsync(auth), "auth.github.clientSecretArn", "is not the ARN of a Secrets Manager secret", "give the secret's whole ARN");
    }

    [Test]
    public async Task The_key_of_the_client_secret_is_a_KMS_key()
    {
        var auth = ComponentExamples.GitHub();
        auth.GitHub!.ClientSecretKmsKeyArn = "alias/flower";

        Expect(await FaultAsync(auth), "auth.github.clientSecretKmsKeyArn", "is not the ARN of a KMS key", "Give an ARN such as arn:aws:kms");
    }

    [Test]
    public async Task The_way_to_the_provider_is_either_named_or_opened_on_purpose()
    {
        var without = ComponentExamples.Google();
        without.Google!.ProviderCidrBlocks = null;
        var both = ComponentExamples.Google();
        both.Google!.AllowHttpsToAnyAddress = true;

        Expect(await FaultAsync(without), "auth.google.providerCidrBlocks", "is missing", "or set allowHttpsToAnyAddress");
        Expect(await FaultAsync(both), "auth.google.providerCidrBlocks", "contradicts allowHttpsToAnyAddress", "Name the provider's address ranges");
    }

    [TestCase("0.0.0.0/0", "is wider than any provider's range")]
    [TestCase("::/0", "is wider than any provider's range")]
    [TestCase("128.0.0.0/1", "is wider than any provider's range")]
    [TestCase("142.250.0.1/15", "is not an address range in canonical CIDR notation")]
    [TestCase("accounts.google.com", "is not an address range in canonical CIDR notation")]
    public async Task Ranges_of_a_provider_are_ranges_and_not_the_Internet(string range, string problem)
    {
        var auth = ComponentExamples.Google();
        auth.Google!.ProviderCidrBlocks = ["142.250.0.0/15", range];

        Expect(await FaultAsync(auth), "auth.google.providerCidrBlocks[1]", problem, "Name the provider's published ranges");
    }

    [TestCase("https://example.okta.com")]
    [TestCase("http://example.okta.com/oauth2/default")]
    [TestCase("https://example.okta.com/oauth2/default/")]
    [TestCase("https://user@example.okta.com/oauth2/default")]
    [TestCase("https://example.okta.com/oauth2/default?x=1")]
    [TestCase("example.okta.com")]
    public async Task Okta_takes_an_authorization_server_only(string baseUrl)
    {
        var auth = ComponentExamples.Okta();
        auth.Okta!.BaseUrl = baseUrl;

        Expect(await FaultAsync(auth), "auth.okta.baseUrl", "is not an Okta authorization server", "https://example.okta.com/oauth2/default");
    }

    [TestCase("https://example.okta.com:443/oauth2/default")]
    [TestCase("https://example.okta.com/oauth2/default")]
    public async Task Okta_may_name_the_port_of_https(string baseUrl)
    {
        var auth = ComponentExamples.Okta();
        auth.Okta!.BaseUrl = baseUrl;

        Assert.That((await ComponentExamples.RunAsync(ComponentExamples.Dashboard(auth))).Of("StatefulSet").Single().Text(), Does.Contain(baseUrl));
    }

    [TestCase("https://example.okta.com:8443/oauth2/default")]
    [TestCase("https://example.okta.com:4430/oauth2/default")]
    public async Task Another_port_of_Okta_is_refused_as_the_firewall_would(string baseUrl)
    {
        var auth = ComponentExamples.Okta();
        auth.Okta!.BaseUrl = baseUrl;

        Expect(await FaultAsync(auth), "auth.okta.baseUrl", "names a port, but the firewall lets pods out to port 443 only", "https://HOST/oauth2");
    }

    [TestCase("github.example.internal:8443")]
    [TestCase("https://github.example.internal:8443")]
    public async Task Another_port_of_a_GitHub_server_is_refused_as_the_firewall_would(string domain)
    {
        var auth = ComponentExamples.GitHub();
        auth.GitHub!.Domain = domain;

        Expect(await FaultAsync(auth), "auth.github.domain", "names a port, but the firewall lets pods out to port 443 only", "Let the provider listen on 443");
    }

    [Test]
    public async Task A_GitHub_server_may_name_the_port_of_https()
    {
        var auth = ComponentExamples.GitHub();
        auth.GitHub!.Domain = "github.example.internal:443";

        Assert.That((await ComponentExamples.RunAsync(ComponentExamples.Dashboard(auth))).Of("StatefulSet").Single().Text(), Does.Contain("github.example.internal:443"));
    }

    [TestCase("https://github.example.internal", "is a URL")]
    [TestCase("github", "has one label only")]
    public async Task A_GitHub_server_is_named_by_its_domain(string domain, string problem)
    {
        var auth = ComponentExamples.GitHub();
        auth.GitHub!.Domain = domain;

        Expect(await FaultAsync(auth), "auth.github.domain", problem, "Write the");
    }

    [Test]
    public async Task A_GitLab_server_is_named_by_its_domain()
    {
        var auth = ComponentExamples.GitLab();
        auth.GitLab!.Domain = "gitlab.example.internal/";

        Expect(await FaultAsync(auth), "auth.gitlab.domain", "holds a path", "Write the bare name");
    }

    [TestCase(25, "is not one of GitLab's access levels", "Write one of 5, 10, 15, 20, 30, 40, 50.")]
    [TestCase(40, "has no effect without groups", "Name allowedGroups")]
    public async Task A_GitLab_level_that_would_not_limit_is_refused(int level, string problem, string fix)
    {
        var auth = ComponentExamples.GitLab();
        auth.GitLab!.MinimumAccessLevel = level;

        Expect(await FaultAsync(auth), "auth.gitlab.minimumAccessLevel", problem, fix);
    }

    [TestCase("")]
    [TestCase("a,b")]
    [TestCase("/platform")]
    [TestCase("platform/")]
    [TestCase("platform\n")]
    public async Task A_GitLab_group_is_one_path(string group)
    {
        var auth = ComponentExamples.GitLab();
        auth.GitLab!.AllowedGroups = ["data", group];

        Expect(await FaultAsync(auth), "auth.gitlab.allowedGroups[1]", "is not the path of a group", "for example platform/oncall");
    }

    [TestCase("")]
    [TestCase("a,b")]
    [TestCase("a:b")]
    [TestCase("a b")]
    [TestCase("öps")]
    [TestCase("ops\n")]
    public async Task User_names_that_Flower_would_split_are_refused(string user) =>
        Expect(await FaultAsync(ComponentExamples.Basic("dev", user)), "auth.basic.users[1]", "is not a user name", "Use 1 to 64 letters");

    [Test]
    public async Task A_user_is_named_once() =>
        Expect(await FaultAsync(ComponentExamples.Basic("ops", "ops")), "auth.basic.users[1]", "is named twice", "Name each user once.");

    [Test]
    public async Task An_empty_list_of_users_is_refused()
    {
        var auth = ComponentExamples.Basic();
        auth.Basic!.Users = [];

        Expect(await FaultAsync(auth), "auth.basic.users", "no user is named", "lets everybody in");
    }

    [Test]
    public async Task Supplied_passwords_are_a_secret_and_its_key_a_key()
    {
        var auth = ComponentExamples.Basic();
        (auth.Basic!.PasswordsSecretArn, auth.Basic.PasswordsSecretKmsKeyArn) = ("ops:hunter2", "1234");

        var faults = (await ComponentExamples.RefusalAsync(ComponentExamples.Dashboard(auth))).Faults;

        Assert.That(
            faults.Select(fault => fault.Key), Is.EqualTo(new[] { "auth.basic.passwordsSecretArn", "auth.basic.passwordsSecretKmsKeyArn" }));
    }

    [Test]
    public async Task An_auth_that_names_no_way_to_sign_in_is_refused() =>
        Expect(await FaultAsync(new FlowerAuthArgs()), "auth", "names no way to sign in", Ways);

    [Test]
    public async Task An_auth_that_names_two_ways_to_sign_in_is_refused()
    {
        var auth = ComponentExamples.Google();
        auth.Basic = ComponentExamples.Basic().Basic;

        var fault = await FaultAsync(auth);

        Expect(fault, "auth", "names more than one way to sign in", Ways);
        Assert.That(fault.Value, Is.EqualTo("basic, google"));
    }

    [Test]
    public async Task Administrators_name_one_way_to_sign_in_too()
    {
        var args = ComponentExamples.WithAdmin();
        args.Admin!.Auth = new FlowerAuthArgs();

        Expect((await ComponentExamples.RefusalAsync(args)).Faults.Single(), "admin.auth", "names no way to sign in", Ways);
    }

    private static async Task<ArgumentFault> FaultAsync(FlowerAuthArgs auth) =>
        (await ComponentExamples.RefusalAsync(ComponentExamples.Dashboard(auth))).Faults.Single();

    private static void Expect(ArgumentFault fault, string key, string problem, string fix)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Key, Is.EqualTo(key));
            Assert.That(fault.Problem, Does.Contain(problem));
            Assert.That(fault.Fix, Does.Contain(fix));
        }
    }
}

using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Auth;

[TestFixture]
internal sealed class SignInRefusalTests
{
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

        Expect(fault, $"auth.{key}", problem, fix);
    }

    [Test]
    public async Task No_email_rule_at_all_is_refused()
    {
        var auth = ComponentExamples.Google();
        auth.AllowedEmails = [];

        Expect(await FaultAsync(auth), "auth.allowedEmails", "names nobody", "Name at least one address");
    }

    [TestCase("")]
    [TestCase("client 1")]
    [TestCase("client\"1")]
    [TestCase("client\\1")]
    [TestCase("client-1\n")]
    public async Task Client_ids_that_could_leave_their_quotes_are_refused(string clientId)
    {
        var auth = ComponentExamples.Google();
        auth.ClientId = clientId;

        Expect(await FaultAsync(auth), "auth.clientId", "is not a client id", "Copy the client id");
    }

    [TestCase("hunter2")]
    [TestCase("arn:aws:ssm:eu-west-1:123456789012:parameter/flower")]
    [TestCase("arn:aws:secretsmanager:eu-west-1:123456789012:secret:*")]
    [TestCase(ComponentExamples.ClientSecret + "\n")]
    public async Task Client_secrets_come_from_Secrets_Manager_only(string arn)
    {
        var auth = ComponentExamples.GitHub();
        auth.ClientSecretArn = arn;

        Expect(await FaultAsync(auth), "auth.clientSecretArn", "is not the ARN of a Secrets Manager secret", "give its ARN");
    }

    [Test]
    public async Task The_key_of_the_client_secret_is_a_KMS_key()
    {
        var auth = ComponentExamples.GitHub();
        auth.ClientSecretKmsKeyArn = "alias/flower";

        Expect(await FaultAsync(auth), "auth.clientSecretKmsKeyArn", "is not the ARN of a KMS key", "Give an ARN such as arn:aws:kms");
    }

    [Test]
    public async Task The_way_to_the_provider_is_either_named_or_opened_on_purpose()
    {
        var without = ComponentExamples.Google();
        without.ProviderCidrBlocks = null;
        var both = ComponentExamples.Google();
        both.AllowHttpsToAnyAddress = true;

        Expect(await FaultAsync(without), "auth.providerCidrBlocks", "is missing", "or set allowHttpsToAnyAddress");
        Expect(await FaultAsync(both), "auth.providerCidrBlocks", "contradicts allowHttpsToAnyAddress", "Name the provider's address ranges");
    }

    [TestCase("0.0.0.0/0", "is wider than any provider's range")]
    [TestCase("::/0", "is wider than any provider's range")]
    [TestCase("128.0.0.0/1", "is wider than any provider's range")]
    [TestCase("142.250.0.1/15", "is not an address range in canonical CIDR notation")]
    [TestCase("accounts.google.com", "is not an address range in canonical CIDR notation")]
    public async Task Ranges_of_a_provider_are_ranges_and_not_the_Internet(string range, string problem)
    {
        var auth = ComponentExamples.Google();
        auth.ProviderCidrBlocks = ["142.250.0.0/15", range];

        Expect(await FaultAsync(auth), "auth.providerCidrBlocks[1]", problem, "Name the provider's published ranges");
    }

    [TestCase("https://example.okta.com")]
    [TestCase("http://example.okta.com/oauth2/default")]
    [TestCase("https://example.okta.com/oauth2/default/")]
    [TestCase("https://example.okta.com:8443/oauth2/default")]
    [TestCase("https://user@example.okta.com/oauth2/default")]
    [TestCase("https://example.okta.com/oauth2/default?x=1")]
    [TestCase("example.okta.com")]
    public async Task Okta_takes_an_authorization_server_only(string baseUrl)
    {
        var auth = ComponentExamples.Okta();
        auth.BaseUrl = baseUrl;

        Expect(await FaultAsync(auth), "auth.baseUrl", "is not an Okta authorization server", "https://example.okta.com/oauth2/default");
    }

    [TestCase("https://github.example.internal", "is a URL")]
    [TestCase("github", "has one label only")]
    public async Task A_GitHub_server_is_named_by_its_domain(string domain, string problem)
    {
        var auth = ComponentExamples.GitHub();
        auth.Domain = domain;

        Expect(await FaultAsync(auth), "auth.domain", problem, "Write the");
    }

    [Test]
    public async Task A_GitLab_server_is_named_by_its_domain()
    {
        var auth = ComponentExamples.GitLab();
        auth.Domain = "gitlab.example.internal/";

        Expect(await FaultAsync(auth), "auth.domain", "holds a path", "Write the bare name");
    }

    [TestCase(25, "is not one of GitLab's access levels", "Write one of 5, 10, 15, 20, 30, 40, 50.")]
    [TestCase(40, "limits nobody without groups", "Name allowedGroups")]
    public async Task A_GitLab_level_that_would_not_limit_is_refused(int level, string problem, string fix)
    {
        var auth = ComponentExamples.GitLab();
        auth.MinimumAccessLevel = level;

        Expect(await FaultAsync(auth), "auth.minimumAccessLevel", problem, fix);
    }

    [TestCase("")]
    [TestCase("a,b")]
    [TestCase("/platform")]
    [TestCase("platform/")]
    [TestCase("platform\n")]
    public async Task A_GitLab_group_is_one_path(string group)
    {
        var auth = ComponentExamples.GitLab();
        auth.AllowedGroups = ["data", group];

        Expect(await FaultAsync(auth), "auth.allowedGroups[1]", "is not the path of a group", "for example platform/oncall");
    }

    [TestCase("")]
    [TestCase("a,b")]
    [TestCase("a:b")]
    [TestCase("a b")]
    [TestCase("öps")]
    [TestCase("ops\n")]
    public async Task User_names_that_Flower_would_split_are_refused(string user) =>
        Expect(await FaultAsync(ComponentExamples.Basic("dev", user)), "auth.users[1]", "is not a user name", "Use 1 to 64 letters");

    [Test]
    public async Task A_user_is_named_once() =>
        Expect(await FaultAsync(ComponentExamples.Basic("ops", "ops")), "auth.users[1]", "is named twice", "Name each user once.");

    [Test]
    public async Task An_empty_list_of_users_is_refused()
    {
        var auth = ComponentExamples.Basic();
        auth.Users = [];

        Expect(await FaultAsync(auth), "auth.users", "no user is named", "lets everybody in");
    }

    [Test]
    public async Task Supplied_passwords_are_a_secret_and_its_key_a_key()
    {
        var auth = ComponentExamples.Basic();
        auth.PasswordsSecretArn = "ops:hunter2";
        auth.PasswordsSecretKmsKeyArn = "1234";

        var faults = (await ComponentExamples.RefusalAsync(ComponentExamples.Dashboard(auth))).Faults;

        Assert.That(faults.Select(fault => fault.Key), Is.EqualTo(new[] { "auth.passwordsSecretArn", "auth.passwordsSecretKmsKeyArn" }));
    }

    private static async Task<ArgumentFault> FaultAsync(FlowerAuth auth) =>
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

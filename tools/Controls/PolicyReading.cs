namespace FlowerInfra;

/// <summary>How controls read policy documents, which a plan holds as texts of JSON.</summary>
internal static class PolicyReading
{
    /// <summary>A rule about each statement that allows something.</summary>
    /// <param name="policy">The document.</param>
    /// <param name="rule">The rule over the statement.</param>
    public static Verdict EachAllowed(this PlanProperty policy, Func<PlanProperty, Verdict> rule) => policy.IfGiven(_ =>
        Statements(policy) is { } statements
            ? Verdict.All(statements.Where(it => it["Effect"].Text != "Deny").Select(rule))
            : policy.Meets(holds: false, "is not a policy document"));

    /// <summary>Holds when a statement allows what it should.</summary>
    /// <param name="policy">The document.</param>
    /// <param name="isMeant">Whether a statement is the one that is looked for.</param>
    /// <param name="what">What somebody may do, for the message.</param>
    public static Verdict Allows(this PlanProperty policy, string what, Func<PlanProperty, bool> isMeant)
    {
        if (policy.IsAbsent || Statements(policy) is not { } statements)
            return policy.Meets(holds: false, "is not a policy document");
        return Verdict.When(statements.Any(it => it["Effect"].Text == "Allow" && isMeant(it)), $"{policy.Path} does not allow {what}");
    }

    /// <summary>Holds when a statement denies everybody what it should.</summary>
    /// <param name="policy">The document.</param>
    /// <param name="isMeant">Whether a statement is the one that is looked for.</param>
    /// <param name="what">What nobody may do, for the message.</param>
    public static Verdict Denies(this PlanProperty policy, string what, Func<PlanProperty, bool> isMeant)
    {
        if (policy.IsAbsent || Statements(policy) is not { } statements)
            return policy.Meets(holds: false, "is not a policy document");
        return Verdict.When(
            statements.Any(it => it["Effect"].Text == "Deny" && IsEverybody(it["Principal"]) && isMeant(it)),
            $"{policy.Path} does not deny {what}");
    }

    /// <summary>Holds when a document denies everything that doesn't come over TLS.</summary>
    /// <param name="policy">The document.</param>
    /// <param name="action">The action without which there is nothing else to do.</param>
    /// <param name="covers">Whether a statement is about all that is meant.</param>
    public static Verdict DeniesPlaintext(this PlanProperty policy, string action, Func<PlanProperty, bool> covers) => policy.Denies(
        "what comes without TLS",
        it => IsAbout(it, action) && covers(it) && HasOneCondition(it, ["Bool"], "aws:SecureTransport", value => value == "false"));

    /// <summary>Whether a statement names an action, or every action of its service.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="action">The action.</param>
    public static bool IsAbout(PlanProperty statement, string action) => Texts(statement["Action"]).Any(
        it => it.Text == "*" || it.Text == action || it.Text == $"{action[..action.IndexOf(':', StringComparison.Ordinal)]}:*");

    /// <summary>Whether a statement reaches the objects of a bucket.</summary>
    /// <param name="statement">The statement.</param>
    public static bool ReachesObjects(PlanProperty statement) => Texts(statement["Resource"]).Any(
        it => it.Text is "*" || it.Text!.EndsWith("/*", StringComparison.Ordinal));

    /// <summary>Whether a statement has one condition and no other: each more makes it speak of less.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="tests">The operators that will do.</param>
    /// <param name="key">The condition key.</param>
    /// <param name="isMeant">Whether a value is one that will do.</param>
    public static bool HasOneCondition(PlanProperty statement, string[] tests, string key, Func<string, bool> isMeant)
    {
        var conditions = statement["Condition"].Pairs.SelectMany(test => test.Value.Pairs.Select(it => (Test: test.Key, it.Key, it.Value))).ToArray();
        return conditions is [var only] && tests.Contains(only.Test, StringComparer.Ordinal) && only.Key == key
            && Texts(only.Value).Any() && Texts(only.Value).All(it => isMeant(it.Text!));
    }

    /// <summary>Holds when nobody is named by a wildcard.</summary>
    /// <param name="statement">A statement that allows something.</param>
    public static Verdict NamesPrincipals(PlanProperty statement) => Verdict.All(
        statement["NotPrincipal"].IsNotGiven,
        Verdict.All(
            Texts(statement["Principal"]).Concat(statement["Principal"].Pairs.SelectMany(pair => Texts(pair.Value)))
                .Select(it => it.IsNotWildcard)));

    /// <summary>The texts of a value that may be one or a list: IAM writes a list of one as its element.</summary>
    /// <param name="value">The value.</param>
    public static IEnumerable<PlanProperty> Texts(PlanProperty value) => OneOrMany(value).Where(it => it.Text is not null);

    private static IEnumerable<PlanProperty>? Statements(PlanProperty policy)
    {
        var document = policy.Parsed;
        return document.Text is null ? OneOrMany(document["Statement"]) : null;
    }

    private static bool IsEverybody(PlanProperty principal) =>
        Texts(principal).Concat(Texts(principal["AWS"])).Any(it => it.Text == "*");

    private static IEnumerable<PlanProperty> OneOrMany(PlanProperty value) =>
        value.IsAbsent ? [] : value.Items.DefaultIfEmpty(value);
}

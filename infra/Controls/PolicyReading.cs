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
    public static Verdict DeniesPlaintext(this PlanProperty policy) => policy.Denies(
        "what comes without TLS",
        it => Texts(it["Condition"]["Bool"]["aws:SecureTransport"]).Any(value => value.Text == "false"));

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

namespace FlowerInfra;

/// <summary>What a check says about one value or resource.</summary>
/// <param name="Status">Pass, fail or unknown.</param>
/// <param name="Problem">What is wrong or not known, naming the property; empty for a pass.</param>
public sealed record Verdict(ControlStatus Status, string Problem)
{
    /// <summary>The rule holds.</summary>
    public static Verdict Pass { get; } = new(ControlStatus.Pass, "");

    /// <summary>The rule is broken.</summary>
    /// <param name="problem">What is wrong.</param>
    public static Verdict Fail(string problem) => new(ControlStatus.Fail, problem);

    /// <summary>The value decides only after deployment.</summary>
    /// <param name="path">The property.</param>
    public static Verdict Unknown(string path) => new(ControlStatus.Unknown, $"{path} is known only after deployment");

    /// <summary>A pass or a failure.</summary>
    /// <param name="holds">Whether the rule holds.</param>
    /// <param name="problem">What is wrong when it doesn't.</param>
    public static Verdict When(bool holds, string problem) => holds ? Pass : Fail(problem);

    /// <summary>The same about a named resource.</summary>
    /// <param name="name">The resource's name, which precedes the problem.</param>
    public Verdict Of(string name) => Problem.Length == 0 ? this : this with { Problem = $"{name}: {Problem}" };

    /// <summary>All of several rules: fails with every failure, else is unknown when any is, else passes.</summary>
    /// <param name="verdicts">The rules.</param>
    public static Verdict All(params IEnumerable<Verdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        // Nearly everything passes, and this is asked of everything.
        List<Verdict>? open = null;
        foreach (var verdict in verdicts)
        {
            if (verdict.Status != ControlStatus.Pass)
                (open ??= []).Add(verdict);
        }

        if (open is null)
            return Pass;
        var status = open.Any(verdict => verdict.Status == ControlStatus.Fail) ? ControlStatus.Fail : ControlStatus.Unknown;
        return new Verdict(status, string.Join("; ", open.Where(verdict => verdict.Status == status).Select(verdict => verdict.Problem).Distinct()));
    }

    /// <summary>Either of several rules: passes when one does, else is unknown when any is, else fails as the last.</summary>
    /// <param name="verdicts">The rules.</param>
    public static Verdict Any(params IReadOnlyList<Verdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        foreach (var status in new[] { ControlStatus.Pass, ControlStatus.Unknown })
        {
            foreach (var verdict in verdicts.Where(verdict => verdict.Status == status))
                return verdict;
        }

        return verdicts.Count == 0 ? Fail("nothing satisfies the rule") : verdicts[^1];
    }
}

namespace FlowerInfra;

/// <summary>One statement of an IAM, KMS or resource policy.</summary>
/// <param name="Sid">The statement's id: letters and digits only.</param>
/// <param name="Effect"><c>Allow</c> or <c>Deny</c>.</param>
/// <param name="Actions">The actions, for example <c>secretsmanager:GetSecretValue</c>.</param>
/// <param name="Resources">The resources' ARNs; empty in an assume-role policy, which names none.</param>
internal sealed record PolicyStatement(string Sid, string Effect, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources)
{
    /// <summary>The kind of principal (<c>AWS</c> or <c>Service</c>), or null in an identity policy.</summary>
    public string? PrincipalType { get; init; }

    /// <summary>The principals, used with <see cref="PrincipalType"/>.</summary>
    public IReadOnlyList<string> Principals { get; init; } = [];

    /// <summary>The conditions: operator, condition key, values.</summary>
    public IReadOnlyList<(string Operator, string Key, IReadOnlyList<string> Values)> Conditions { get; init; } = [];
}

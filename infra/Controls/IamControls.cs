using static FlowerInfra.ResourceTypes;

namespace FlowerInfra;

/// <summary>Controls of policies: what roles may do, and who may use keys, secrets and roles.</summary>
internal static class IamControls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        new("FLW-IAM-01", Severity.High, "Roles may use named actions on named resources only")
        {
            Sources = ["IAM.21", "KMS.1", "KMS.2", "CKV_AWS_62", "CKV_AWS_63"],
            Guide = Guides.Worker,
            Fix = "Name the actions and the ARNs.",
            Check = Control.Each([IamPolicy, IamRolePolicy], it => EachAllowed(it["policy"], statement => Verdict.All(
                Verdict.All(Texts(statement["Action"]).Select(action => action.Meets(
                    action.Text is not (null or "*") && !action.Text.EndsWith(":*", StringComparison.Ordinal), "is every action"))),
                Verdict.All(Texts(statement["Resource"]).Select(resource => resource.IsNotWildcard)),
                statement["NotAction"].IsNotGiven,
                statement["NotResource"].IsNotGiven))),
        },
        new("FLW-IAM-02", Severity.Critical, "Keys, secrets and roles are open to named principals only")
        {
            Sources = ["KMS.5", "CKV_AWS_33", "CKV_AWS_60", "CKV_AWS_61"],
            Fix = "Name the roles or the service.",
            Check = plan => Control.Each([KmsKey, SecretPolicy], it => EachAllowed(it["policy"], NamesPrincipals))(plan)
                .Concat(Control.Each(IamRole, it => EachAllowed(it["assumeRolePolicy"], NamesPrincipals))(plan)),
        },
        new("FLW-IAM-03", Severity.Medium, "KMS keys have a policy of their own")
        {
            Sources = ["CKV2_AWS_64"],
            Fix = "Write a policy: the default one lets every administrator of the account decrypt.",
            Check = Control.Each(KmsKey, it => it["policy"].IsGiven),
        },
    ];

    private static Verdict EachAllowed(PlanProperty policy, Func<PlanProperty, Verdict> rule)
    {
        if (policy.IsAbsent)
            return Verdict.Pass;
        var document = policy.Parsed;
        if (document.Text is not null)
            return policy.Meets(holds: false, "is not a policy document");
        return Verdict.All(OneOrMany(document["Statement"]).Where(it => it["Effect"].Text != "Deny").Select(rule));
    }

    private static Verdict NamesPrincipals(PlanProperty statement) => Verdict.All(
        statement["NotPrincipal"].IsNotGiven,
        Verdict.All(
            Texts(statement["Principal"]).Concat(statement["Principal"].Pairs.SelectMany(pair => Texts(pair.Value)))
                .Select(it => it.IsNotWildcard)));

    // IAM writes a list of one as its element.
    private static IEnumerable<PlanProperty> OneOrMany(PlanProperty value) =>
        value.IsAbsent ? [] : value.Items.DefaultIfEmpty(value);

    private static IEnumerable<PlanProperty> Texts(PlanProperty value) => OneOrMany(value).Where(it => it.Text is not null);
}

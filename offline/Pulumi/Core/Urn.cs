namespace Pulumi;

public readonly struct Urn
{
    public static Output<string> Create(
        Input<string> name, Input<string> type, Resource? parent = null, Input<string>? parentUrn = null,
        Input<string>? project = null, Input<string>? stack = null)
    {
        if (parent is not null && parentUrn is not null)
            throw new ArgumentException("Only one of 'parent' and 'parentUrn' can be non-null.");
        var parentPrefix = parent is null && parentUrn is null
            ? Output.Tuple(
                stack ?? Deployment.Instance.StackName,
                project ?? Deployment.Instance.ProjectName).Apply(it => $"urn:pulumi:{it.Item1}::{it.Item2}::")
            : (parent is null ? parentUrn.ToOutput() : parent.Urn).Apply(urn => urn[..urn.LastIndexOf("::", StringComparison.Ordinal)] + "$");
        return Output.Format($"{parentPrefix}{type}::{name}");
    }
}

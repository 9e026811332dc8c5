namespace Pulumi;

public class Stack : ComponentResource
{
    internal const string RootType = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(RootType, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", new ComponentResourceOptions
        {
            ResourceTransformations = options?.ResourceTransformations ?? [],
        }) => Deployment.Internal.Stack = this;

    internal void RegisterPropertyOutputs()
    {
        var values = Serialization.OutputProperties.Declared(GetType())
            .Where(output => output.Property.DeclaringType == GetType())
            .ToDictionary(output => output.Name, output => output.Property.GetValue(this));
        var missing = values.Where(pair => pair.Value is null).Select(pair => pair.Key).ToArray();
        if (missing.Length > 0)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", missing)}' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");
        }

        RegisterOutputs(values);
    }
}

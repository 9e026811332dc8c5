using System.Reflection;

namespace Pulumi;

public class StackOptions
{
    private List<ResourceTransformation>? _resourceTransformations;

    public List<ResourceTransformation> ResourceTransformations
    {
        get => _resourceTransformations ??= [];
        set => _resourceTransformations = value;
    }
}

public class Stack : ComponentResource
{
    internal const string RootType = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(RootType, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", new ComponentResourceOptions
        {
            ResourceTransformations = options?.ResourceTransformations ?? [],
        }) => Deployment.Internal.Stack = this;

    internal virtual void RegisterPropertyOutputs()
    {
        var properties = Serialization.OutputProperties.Declared(GetType());
        var wrong = properties.Where(property => !IsOutput(property.Property)).Select(property => property.Name).ToArray();
        if (wrong.Length > 0)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", wrong)}' have incorrect type. [Output] attributed properties must be instances of Output<T>.");
        }

        var values = properties.Where(property => property.Name != "urn")
            .ToDictionary(property => property.Name, property => property.Property.GetValue(this));
        var missing = values.Where(pair => pair.Value is null).Select(pair => pair.Key).ToArray();
        if (missing.Length > 0)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", missing)}' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");
        }

        RegisterOutputs(values);
    }

    private static bool IsOutput(PropertyInfo property) =>
        property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Output<>);
}

namespace Pulumi.Serialization;

/// <summary>Stands in an output property until its resource is registered.</summary>
internal interface IOutputPromise
{
    string Name { get; }

    object Output { get; }

    Type ValueType { get; }

    void Resolve(object? value, bool isKnown, bool isSecret = false);

    void Fail(Exception exception);
}

namespace Pulumi;

/// <summary>An input of whatever type.</summary>
internal interface IInput
{
    IOutput ToOutput();
}

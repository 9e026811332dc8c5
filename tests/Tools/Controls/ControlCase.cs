using NUnit.Framework;

namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>A value of the good plan that is replaced, and the control that notices.</summary>
internal static class ControlCase
{
    /// <summary>A case.</summary>
    /// <param name="id">The control.</param>
    /// <param name="resource">The resource that is changed.</param>
    /// <param name="pointer">The value's JSON pointer.</param>
    /// <param name="json">The new value; null removes it.</param>
    /// <param name="on">The resource that the control reports, when it is another one.</param>
    public static TestCaseData Case(string id, string resource, string pointer, string? json, string? on = null) =>
        new TestCaseData(id, resource, pointer, json, on ?? resource).SetArgDisplayNames(id, $"{resource}/{pointer}", json ?? "absent");
}

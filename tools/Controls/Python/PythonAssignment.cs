namespace FlowerInfra;

/// <summary>A name that Python sets to something.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">
/// The value's words; null where the value isn't all that the name is set to, as in <c>a, b = f()</c> or <c>a += 1</c>.
/// </param>
internal sealed record PythonAssignment(string Name, IReadOnlyList<PythonToken>? Value);

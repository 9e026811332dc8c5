namespace FlowerInfra;

/// <summary>A line of Python as Python counts them: brackets, texts and backslashes continue it.</summary>
/// <param name="Number">The line of the file on which it begins, from 1.</param>
/// <param name="Indentation">How far it is indented.</param>
/// <param name="Tokens">Its words.</param>
internal sealed record PythonLine(int Number, int Indentation, IReadOnlyList<PythonToken> Tokens);

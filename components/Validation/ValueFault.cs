namespace FlowerInfra;

/// <summary>Why a text is not a valid value of a typed argument, and what to write instead.</summary>
/// <param name="Problem">What is wrong, as a clause that follows the value: "is a public range".</param>
/// <param name="Fix">What to do, as an imperative sentence: "Name a private range, for example 10.8.0.0/16."</param>
internal readonly record struct ValueFault(string Problem, string Fix);

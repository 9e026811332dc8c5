using NUnit.Framework;

// The tests of verify's limits wait, each 25 s, for nginx's time limits and for its counts to fall: many more of them at once than
// there are processors.
[assembly: LevelOfParallelism(16)]

using NUnit.Framework;

// The tests of verify wait for nginx's time limits most of their time: more of them at once than there are processors.
[assembly: LevelOfParallelism(6)]

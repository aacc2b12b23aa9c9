// Takes away, before a pipeline file runs, what Node hands to any code and asks no permission for. It holds off accidents and the plain
// ways out; against somebody who knows Node from within it is no wall. That is what the namespaces around this process are for.
const dgram = require('node:dgram');
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const os = require('node:os');
const tracing = require('node:trace_events');
const v8 = require('node:v8');

const connects = 'it opens a connection: a pipeline file may open none';
const signals = 'it signals a process: a pipeline file may signal none';
const within = 'it reaches into Node: a pipeline file may not';

const barred = [
  [process, ['kill', '_kill', '_debugProcess', '_debugEnd'], signals], // the parent would open its inspector, or stand still
  [process, ['binding', '_linkedBinding'], within],
  [os, ['setPriority'], 'it slows a process down: a pipeline file may slow none'],
  [net.Socket.prototype, ['connect'], connects],
  [net.Server.prototype, ['listen'], connects], // a socket of a path is a file, too
  [net, ['_createServerHandle'], connects],
  [dgram.Socket.prototype, ['bind', 'connect', 'send'], connects],
  [tracing, ['createTracing'], 'it writes a trace: a pipeline file may write nothing'],
  [v8, ['setFlagsFromString', 'setHeapSnapshotNearHeapLimit'], within], // some of V8's flags make it write files
];

for (const [object, names, why] of barred)
  for (const name of names)
    Object.defineProperty(object, name, {
      value() {
        throw new Error(why);
      },
      writable: false,
      configurable: false,
    });

syncBuiltinESMExports();

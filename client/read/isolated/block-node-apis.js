// Blocks, before a pipeline file runs, the Node APIs that Node's permissions leave open to any code. This stops accidents and the obvious
// ways out; it does not stop somebody who knows Node's internals. The namespaces around this process are for that.
const dgram = require('node:dgram');
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const os = require('node:os');
const tracing = require('node:trace_events');
const v8 = require('node:v8');

const connects = 'it opens a connection: a pipeline file must not open any';
const signals = 'it signals a process: a pipeline file must not signal any';
const internals = 'it uses Node’s internals: a pipeline file must not';

const blocked = [
  [process, ['kill', '_kill', '_debugProcess', '_debugEnd'], signals], // the parent would open its inspector, or stop
  [process, ['binding', '_linkedBinding'], internals],
  [os, ['setPriority'], 'it changes the priority of a process: a pipeline file must not'],
  [net.Socket.prototype, ['connect'], connects],
  [net.Server.prototype, ['listen'], connects], // a Unix socket is a file, too
  [net, ['_createServerHandle'], connects],
  [dgram.Socket.prototype, ['bind', 'connect', 'send'], connects],
  [tracing, ['createTracing'], 'it writes a trace: a pipeline file must not write anything'],
  [v8, ['setFlagsFromString', 'setHeapSnapshotNearHeapLimit'], internals], // some of V8's flags make it write files
];

for (const [object, names, why] of blocked)
  for (const name of names)
    Object.defineProperty(object, name, {
      value() {
        throw new Error(why);
      },
      writable: false,
      configurable: false,
    });

syncBuiltinESMExports();

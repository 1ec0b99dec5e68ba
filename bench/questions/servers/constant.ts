import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A bare server that answers always the same: the least that an answer of that size costs. */
const body = Buffer.alloc(Number(process.argv[2]), ' ');
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.byteLength };

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => response.writeHead(200, headers).end(body));
});
server.listen(0, '127.0.0.1', () =>
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
);

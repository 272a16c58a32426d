#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Compares data/openapi.json with what the tables make, and holds it to the rules for REST.

    test-openapi.py PROGRAM FILE
"""

import json
import re
import subprocess
import sys

METHODS = {'get', 'head', 'post', 'put', 'patch', 'delete'}
LIMITS = {'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'}


def walk(node, path=''):
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from walk(value, f'{path}/{key}')
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, f'{path}/{index}')


def operations(api):
    for path, item in api['paths'].items():
        for method, operation in item.items():
            yield path, method, operation


def findings(api):
    if not api['openapi'].startswith('3.0.'):
        yield 'not OpenAPI 3.0'
    for name in ('x-summary', 'contact', 'license', 'version', 'description', 'x-generated-by'):
        if name not in api['info']:
            yield f'info has no {name}'
    for server in api['servers']:
        if not server['url'].startswith('https://') or not server.get('description'):
            yield 'a server is not https or not described'
    schemas = api['components']['schemas']
    for path, node in walk(api):
        if not isinstance(node, dict):
            continue
        if node.get('type') in ('integer', 'number') and 'format' not in node:
            yield f'{path}: a number without a format'
        reference = node.get('$ref')
        if isinstance(reference, str):
            target = api
            for part in reference[2:].split('/'):
                target = target.get(part, {})
            if not target:
                yield f'{path}: {reference} is not there'
    for name, schema in schemas.items():
        for field in schema['properties']:
            if not re.fullmatch(r'[a-z][a-z0-9_]*', field):
                yield f'{name}.{field} is not snake_case'
    seen = set()
    for path, method, operation in operations(api):
        where = f'{method} {path}'
        if method not in METHODS:
            yield f'{where}: no method'
        if not re.fullmatch(r'(/([a-z-]+|\{[a-z_]+\}))+', path):
            yield f'{where}: not kebab-case'
        if operation['operationId'] in seen:
            yield f'{where}: an operationId twice'
        seen.add(operation['operationId'])
        for status, response in operation['responses'].items():
            if not LIMITS <= set(response['headers']):
                yield f'{where} {status}: no X-RateLimit headers'
            if status >= '400' and list(response['content']) != ['application/problem+json']:
                yield f'{where} {status}: not problem+json'
            if status in ('429', '503') and 'Retry-After' not in response['headers']:
                yield f'{where} {status}: no Retry-After'
        for status in ('429', '503'):
            if status not in operation['responses']:
                yield f'{where}: no {status}'
        named = {p['name'] for p in operation['parameters'] if p['in'] == 'path'}
        if named != set(re.findall(r'\{([a-z_]+)\}', path)):
            yield f'{where}: path parameters do not match'
        for parameter in operation['parameters']:
            if parameter['name'].lower() == 'authorization':
                yield f'{where}: Authorization as a parameter'
        if method == 'patch' and 'application/json' in operation['requestBody']['content']:
            yield f'{where}: application/json in PATCH'


def main():
    fresh = subprocess.run([sys.argv[1]], capture_output=True, text=True, check=True).stdout
    with open(sys.argv[2], encoding='utf-8') as file:
        kept = file.read()
    if fresh != kept:
        print('data/openapi.json is stale: write it anew by spt-openapi', file=sys.stderr)
        return 1
    found = list(findings(json.loads(kept)))
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())

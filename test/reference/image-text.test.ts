import { imagesInWords, isImageUnder, isWholeImage } from '../../src/reference/image-text.ts';

describe('a text under a key', () => {
  test.each([
    ['image', 'busybox'],
    ['image', 'quay.io/prometheus/prometheus'],
    ['sidecarImage', 'envoyproxy/envoy:v1.30'],
    ['initImage', 'busybox:1.36'],
    ['imageName', 'ghcr.io/cloudnative-pg/postgresql:16.4'],
    ['agent_image', 'datadog/agent:7'],
    ['containerImage', 'k8ssandra/medusa@sha256:'.padEnd(88, 'a')],
    ['anything', 'registry.example.com:5000/team/app:1'],
    ['anything', 'localhost/app:1'],
  ])('is an image: %s: %s', (key, text) => {
    expect(isImageUnder(key, text)).toBe(true);
  });

  test.each([
    ['image', 'https://example.com/logo.png'],
    ['image', 'img/logo.png'],
    ['image', 'projects/debian-cloud/global/images/family/debian-12'],
    ['image', 'Ubuntu Server 24.04'],
    ['image', ''],
    ['osImage', 'bullseye'],
    ['backgroundImage', '/static/background.jpg'],
    ['useImage', 'true'],
    ['imagePullPolicy', 'IfNotPresent'],
    ['imagePullSecret', 'registry/credentials'],
    ['imageRegistry', 'quay.io/org'],
    ['pilgrimage', 'a/b:1'],
    ['address', 'example.com:8080'],
    ['url', 'http://example.com:8080/path:1'],
    ['endpoint', 'example.com:8080/path'],
    ['arn', 'arn:aws:iam::123456789012:role/name'],
    ['path', 'some/path:1'],
  ])('is none: %s: %s', (key, text) => {
    expect(isImageUnder(key, text)).toBe(false);
  });
});

describe('arguments and values of variables', () => {
  test.each([
    ['--reloader=quay.io/org/reloader:v1', ['quay.io/org/reloader:v1']],
    ['quay.io/org/reloader:v1', ['quay.io/org/reloader:v1']],
    ['--webhook-image=org/webhook:v1', ['org/webhook:v1']],
    ['RELATED_IMAGE_X=org/x:1', ['org/x:1']],
    ['3.6=quay.io/kafka:3.6\n3.7=quay.io/kafka:3.7', ['quay.io/kafka:3.6', 'quay.io/kafka:3.7']],
    ['quay.io/a/b:1,quay.io/c/d:2', ['quay.io/a/b:1', 'quay.io/c/d:2']],
    ['--leader-elect', []],
    ['--listen=0.0.0.0:8080', []],
    ['--url=http://example.com/a:1', []],
    ['--host=example.com:5000/path', []],
    ['pull quay.io/org/name:1 and run it', []],
    ['--config=/etc/app/config.yaml', []],
    ['--image-pull-policy=Always', []],
  ])('%s', (text, images) => {
    expect(imagesInWords(text)).toEqual(images);
  });
});

test.each([
  ['quay.io/a/b:1', true],
  ['mirror:5000/a:1', true],
  ['quay.io/a/b', false],
  ['a/b:1', false],
  ['example.com:8080', false],
  ['10.0.0.1:5000/a/b:1', true],
])('an image by itself: %s is %s', (text, expected) => {
  expect(isWholeImage(text)).toBe(expected);
});

// Package browser tests the HTML report in a headless Chromium. It is a module
// of its own, so that those who install lambdavet do not get the driver.
package browser

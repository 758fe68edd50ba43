/** The demonstration: workloads read one object, and the difference between their credentials is looked up, not claimed. */
@NullMarked
package dev.rolecall.lab.demo;

import org.jspecify.annotations.NullMarked;

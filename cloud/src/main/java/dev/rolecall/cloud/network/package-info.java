/** What of a VPC policies can see: which subnet reaches which service through which gateway endpoint. Nothing else of a network is emulated. */
@NullMarked
package dev.rolecall.cloud.network;

import org.jspecify.annotations.NullMarked;
